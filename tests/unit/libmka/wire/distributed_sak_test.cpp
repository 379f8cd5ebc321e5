#include "wire/distributed_sak.hpp"

#include "catch.hpp"
#include "frames.hpp"

namespace mka::wire {
namespace {

const std::string wrapped_24 = "5e0240387e76c6845a23b3995d11b20e2807df5e082da540";
const std::string wrapped_40 = wrapped_24 + "000102030405060708090a0b0c0d0e0f";

std::optional<DistributedSak> decoded(const std::string& hex) {
  const test::OneSet set(hex);
  return decode_distributed_sak(*set);
}

}  // namespace

TEST_CASE("the short form is GCM-AES-128", "[distributed_sak]") {
  const std::string picture =
      "04d0001c"
      "00000005" +
      wrapped_24;
  const auto distributed = decoded(picture).value();
  CHECK(distributed.an.value() == 3);
  CHECK(distributed.confidentiality_code == 1);
  CHECK(distributed.key_number == 5);
  CHECK(distributed.short_form);
  CHECK(distributed.suite() == CipherSuite::gcm_aes_128);
  CHECK(to_hex(distributed.wrapped.view()) == wrapped_24);
  CHECK(test::encoded(distributed) == picture);
}

TEST_CASE("the explicit form names its suite", "[distributed_sak]") {
  const std::string narrow =
      "04200024"
      "00000001"
      "0080c20001000003" +
      wrapped_24;
  CHECK(decoded(narrow)->suite() == CipherSuite::gcm_aes_xpn_128);
  CHECK(decoded(narrow)->confidentiality_code == 2);
  CHECK(test::encoded(*decoded(narrow)) == narrow);
  const std::string wide =
      "04500034"
      "00000001"
      "0080c20001000004" +
      wrapped_40;
  CHECK(decoded(wide)->suite() == CipherSuite::gcm_aes_xpn_256);
  CHECK(test::encoded(*decoded(wide)) == wide);
}

TEST_CASE("GCM-AES-128 is understood in the explicit form, by either identifier",
          "[distributed_sak]") {
  for (const std::string id : {"0080c20001000001", "0080020001000001"}) {
    const std::string picture =
        "04100024"
        "00000001" +
        id + wrapped_24;
    CHECK(decoded(picture)->suite() == CipherSuite::gcm_aes_128);
    CHECK_FALSE(decoded(picture)->short_form);
    CHECK(test::encoded(*decoded(picture)) == picture);
  }
}

TEST_CASE("a suite that is unknown or whose SAK has another length is none", "[distributed_sak]") {
  for (const std::string id : {"0080c20001000002", "0080c20001000004", "0080c20001000005"})
    CHECK_FALSE(decoded("04100024"
                        "00000001" +
                        id + wrapped_24)
                    ->suite()
                    .has_value());
  for (const std::string id : {"0080c20001000001", "0080c20001000003", "0000000000000000"})
    CHECK_FALSE(decoded("04100034"
                        "00000001" +
                        id + wrapped_40)
                    ->suite()
                    .has_value());
}

TEST_CASE("no body is the decision against MACsec", "[distributed_sak]") {
  const auto distributed = decoded("04000000").value();
  CHECK(distributed.without_macsec);
  CHECK_FALSE(distributed.suite().has_value());
  CHECK(test::encoded(distributed) == "04000000");
}

TEST_CASE("Distributed SAK has 0, 28, 36 or 52 octets", "[distributed_sak]") {
  const std::vector<std::uint8_t> octets(80);
  for (std::size_t size = 0; size <= octets.size(); ++size)
    CHECK(decode_distributed_sak({{}, Bytes(octets).first(size)}).has_value() ==
          (size == 0 || size == 28 || size == 36 || size == 52));
}

}  // namespace mka::wire
