// Random worlds. MKA_SEED=n repeats one, MKA_SEEDS=k runs k of them, MKA_STORY=1 tells all that
// happens.
#include "catch.hpp"
#include "random_world.hpp"
#include "seed_range.hpp"

TEST_CASE("every random world keeps its promises", "[simulation][seeds]") {
  sim::run_seeds(2000, [](std::uint64_t seed) { sim::RandomWorld(seed).live(); });
}
