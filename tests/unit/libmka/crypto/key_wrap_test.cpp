#include "crypto/key_wrap.hpp"

#include <openssl/err.h>

#include "catch.hpp"
#include "octets.hpp"

namespace mka::crypto {
namespace {

template <typename Key>
Key of_size(std::size_t size) {
  return Key::copy_from(std::vector<std::uint8_t>(size, 0x5A)).value();
}

}  // namespace

TEST_CASE("SAKs of both lengths travel under KEKs of both lengths", "[key_wrap]") {
  for (const std::size_t kek_size : {16u, 32u})
    for (const std::size_t sak_size : {16u, 32u}) {
      const Kek kek = of_size<Kek>(kek_size);
      const Sak sak = of_size<Sak>(sak_size);
      const auto wrapped = wrap_sak(kek, sak).value();
      CHECK(wrapped.size == sak_size + 8);
      CHECK(unwrap_sak(kek, wrapped.view()).value().matches(sak));
    }
}

TEST_CASE("keys of other lengths are not wrapped", "[key_wrap]") {
  CHECK_FALSE(wrap_sak(of_size<Kek>(24), of_size<Sak>(16)).has_value());
  CHECK_FALSE(wrap_sak(of_size<Kek>(16), of_size<Sak>(24)).has_value());
  CHECK_FALSE(wrap_sak(of_size<Kek>(16), of_size<Sak>(15)).has_value());
}

TEST_CASE("a wrapped SAK with any bit changed, or cut, does not unwrap", "[key_wrap]") {
  const Kek kek = of_size<Kek>(16);
  const auto wrapped = wrap_sak(kek, of_size<Sak>(32)).value();
  for (std::size_t bit = 0; bit < 8 * wrapped.size; ++bit) {
    auto changed = wrapped;
    changed.octets[bit / 8] = static_cast<std::uint8_t>(changed.octets[bit / 8] ^ 1u << bit % 8);
    CHECK_FALSE(unwrap_sak(kek, changed.view()).has_value());
  }
  for (std::size_t size = 0; size < wrapped.size; ++size)
    CHECK_FALSE(unwrap_sak(kek, wrapped.view().first(size)).has_value());
  CHECK_FALSE(unwrap_sak(of_size<Kek>(32), wrapped.view()).has_value());
}

TEST_CASE("a refused SAK leaves nothing in OpenSSL's error queue", "[key_wrap]") {
  ERR_clear_error();
  CHECK_FALSE(unwrap_sak(of_size<Kek>(16), std::vector<std::uint8_t>(24)).has_value());
  CHECK(ERR_peek_error() == 0);
}

}  // namespace mka::crypto
