#include "mka/secret.hpp"

#include <memory>
#include <type_traits>

#include "catch.hpp"
#include "mka/types.hpp"
#include "octets.hpp"

namespace mka {
namespace {

static_assert(!std::is_copy_constructible_v<Cak> && !std::is_copy_assignable_v<Cak>);
static_assert(!std::is_convertible_v<Cak, Sak> && !std::is_constructible_v<Ick, Kek>);

const auto key = test::octets("f1e2d3c4b5a69788796a5b4c3d2e1f00");

// Where a secret lived, read after it left: the storage is ours, the object is gone.
class Grave {
 public:
  Sak* bury(Sak secret) { return place_ = std::construct_at(raw(), std::move(secret)); }
  void empty() { std::destroy_at(place_); }
  unsigned traces() const {
    unsigned found = 0;
    const volatile unsigned char* octets = storage_.get();
    for (std::size_t i = 0; i + 4 <= sizeof(Sak); ++i)
      if (octets[i] == 0xF1 && octets[i + 1] == 0xE2 && octets[i + 2] == 0xD3) ++found;
    return found;
  }

 private:
  Sak* raw() { return reinterpret_cast<Sak*>(storage_.get()); }
  std::unique_ptr<unsigned char[]> storage_ = std::make_unique<unsigned char[]>(sizeof(Sak));
  Sak* place_ = nullptr;
};

}  // namespace

TEST_CASE("a secret takes 1 to its maximum of octets", "[secret]") {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::vector<std::uint8_t> octets(size, 1);
    const auto secret = Cak::copy_from(octets);
    REQUIRE(secret.has_value() == (size >= 1 && size <= 32));
    if (secret) CHECK(secret->size() == size);
  }
}

TEST_CASE("a secret is wiped where it was destroyed", "[secret]") {
  Grave grave;
  grave.bury(Sak::copy_from(key).value());
  REQUIRE(grave.traces() == 1);
  grave.empty();
  CHECK(grave.traces() == 0);
}

TEST_CASE("a secret is wiped where it was moved from", "[secret]") {
  Grave grave;
  Sak* old = grave.bury(Sak::copy_from(key).value());
  const Sak taken = std::move(*old);
  CHECK(grave.traces() == 0);
  CHECK(old->size() == 0);
  CHECK(std::ranges::equal(taken.expose(), key));
  grave.empty();
}

TEST_CASE("a secret that is assigned to another is wiped and replaces it", "[secret]") {
  Grave grave;
  Sak* old = grave.bury(Sak::copy_from(key).value());
  Sak other = Sak::copy_from(test::octets("01")).value();
  other = std::move(*old);
  CHECK(grave.traces() == 0);
  CHECK(std::ranges::equal(other.expose(), key));
  Sak& same = other;
  other = std::move(same);
  CHECK(std::ranges::equal(other.expose(), key));
  grave.empty();
}

TEST_CASE("secrets match by length and octets", "[secret]") {
  const Sak secret = Sak::copy_from(key).value();
  CHECK(secret.matches(secret.clone()));
  auto changed = key;
  changed.back() ^= 1;
  CHECK_FALSE(secret.matches(Sak::copy_from(changed).value()));
  CHECK_FALSE(secret.matches(Sak::copy_from(Bytes(key).first(15)).value()));
}

}  // namespace mka
