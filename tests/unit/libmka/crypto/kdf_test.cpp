#include "crypto/kdf.hpp"

#include "catch.hpp"
#include "crypto/cmac.hpp"
#include "mka/derived_keys.hpp"

namespace mka::crypto {
namespace {

Cak cak_of(std::size_t size) {
  return Cak::copy_from(std::vector<std::uint8_t>(size, 0x42)).value();
}

Ckn ckn(const char* digits) { return Ckn::from_hex(digits).value(); }

}  // namespace

TEST_CASE("ICK and KEK are as long as the CAK, and different", "[kdf]") {
  for (const std::size_t size : {16u, 32u}) {
    const Cak cak = cak_of(size);
    const Ick ick = derive_ick(cak, ckn("61")).value();
    const Kek kek = derive_kek(cak, ckn("61")).value();
    CHECK(ick.size() == size);
    CHECK(kek.size() == size);
    CHECK_FALSE(std::ranges::equal(ick.expose(), kek.expose()));
  }
}

TEST_CASE("a CAK of another length derives nothing", "[kdf]") {
  for (std::size_t size = 1; size <= 32; ++size) {
    const bool usable = size == 16 || size == 32;
    CHECK(derive_ick(cak_of(size), ckn("61")).has_value() == usable);
    CHECK(derive_kek(cak_of(size), ckn("61")).has_value() == usable);
    CHECK(derive_keys(cak_of(size), ckn("61")).has_value() == usable);
  }
}

TEST_CASE("16 octets of the CKN count, filled up with zeros", "[kdf]") {
  const Cak cak = cak_of(16);
  const Ick reference = derive_ick(cak, ckn("61")).value();
  CHECK(reference.matches(derive_ick(cak, ckn("6100")).value()));
  CHECK_FALSE(reference.matches(derive_ick(cak, ckn("0061")).value()));
  const Ick long_name = derive_ick(cak, ckn("000102030405060708090a0b0c0d0e0f")).value();
  CHECK(long_name.matches(derive_ick(cak, ckn("000102030405060708090a0b0c0d0e0fff")).value()));
}

TEST_CASE("the print of a CAK is the same under every name, and differs from what it protects",
          "[kdf]") {
  const Cak cak = cak_of(16);
  const auto keys = derive_keys(cak, ckn("61")).value();
  CHECK(keys.of_same_cak(derive_keys(cak, ckn("62")).value()));
  CHECK_FALSE(keys.of_same_cak(derive_keys(cak_of(32), ckn("61")).value()));
  CHECK_FALSE(std::ranges::equal(keys.cak_print.expose(), keys.ick.expose()));
  CHECK_FALSE(std::ranges::equal(keys.cak_print.expose(), cak.expose()));
  CHECK(keys.cak_size() == 16);
}

TEST_CASE("keys are derived from the CMACs of whoever holds the CAK", "[kdf]") {
  for (const std::size_t size : {16u, 32u}) {
    const Cak cak = cak_of(size);
    const auto cmac = Cmac::with_key(cak.expose()).value();
    std::size_t asked = 0;
    const auto elsewhere = derive_keys(size, ckn("61"), [&](Bytes message) {
      ++asked;
      return cmac.mac({message});
    });
    const auto here = derive_keys(cak, ckn("61"));
    CHECK(elsewhere->ick.matches(here->ick));
    CHECK(elsewhere->kek.matches(here->kek));
    CHECK(elsewhere->of_same_cak(*here));
    CHECK(asked == 2 * size / 16 + 1);
  }
}

TEST_CASE("without a CMAC, or of a CAK of no size, nothing is derived", "[kdf]") {
  const auto fails = [](Bytes) -> std::optional<Icv> { return std::nullopt; };
  const auto works = [](Bytes) -> std::optional<Icv> { return Icv{}; };
  CHECK_FALSE(derive_keys(16, ckn("61"), fails));
  CHECK_FALSE(derive_keys(24, ckn("61"), works));
  CHECK(derive_keys(32, ckn("61"), works));
}

}  // namespace mka::crypto
