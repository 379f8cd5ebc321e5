// Random worlds. MKA_SEED=n repeats one, MKA_SEEDS=k runs k of them, MKA_STORY=1 tells all that
// happens.
#include <cstdio>
#include <cstdlib>

#include "catch.hpp"
#include "random_world.hpp"

namespace {

std::uint64_t number(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

TEST_CASE("every random world keeps its promises", "[simulation][seeds]") {
  const bool one = std::getenv("MKA_SEED") != nullptr;
  const std::uint64_t first = number("MKA_SEED", 1);
  const std::uint64_t count = one ? 1 : number("MKA_SEEDS", 2000);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    try {
      sim::RandomWorld(seed).live();
    } catch (const sim::Violation& violation) {
      FAIL_CHECK(violation.what());
    }
  }
  std::printf("seeds %llu to %llu ran\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(first + count - 1));
  CHECK(count > 0);
}
