#include "mka/types.hpp"

#include "catch.hpp"
#include "octets.hpp"

namespace mka {

TEST_CASE("an SCI is its address and its port, in network order", "[types]") {
  const Sci sci{{{0x02, 0, 0, 0, 0, 0x0A}}, 0x0102};
  CHECK(to_hex(sci.wire()) == "02000000000a0102");
  CHECK(Sci::from_wire(sci.wire()) == sci);
  CHECK(to_string(sci) == "02000000000a0102");
  CHECK(to_string(sci.mac) == "02:00:00:00:00:0a");
}

TEST_CASE("SCIs are ordered as their octets", "[types]") {
  const Sci low{{{0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}}, 0xFFFF};
  const Sci high{{{0x80, 0, 0, 0, 0, 0}}, 0};
  CHECK(low < high);
  CHECK(Sci{high.mac, 0x00FF} < Sci{high.mac, 0x0100});
}

TEST_CASE("a key identifier is the server's MI and its number", "[types]") {
  Ki ki{{}, 0x01020304};
  ki.server.octets.fill(0xA5);
  CHECK(to_hex(ki.wire()) == "a5a5a5a5a5a5a5a5a5a5a5a501020304");
}

TEST_CASE("an MI of zeros is none", "[types]") {
  Mi mi;
  CHECK(mi.is_zero());
  mi.octets[11] = 1;
  CHECK_FALSE(mi.is_zero());
}

TEST_CASE("association numbers are 0 to 3 and go round", "[types]") {
  for (unsigned value = 0; value < 256; ++value) {
    const auto an = An::from(static_cast<std::uint8_t>(value));
    REQUIRE(an.has_value() == (value < 4));
    if (an) {
      CHECK(an->value() == value);
      CHECK(an->next().value() == (value + 1) % 4);
      CHECK(An::from_bits(value + 4) == an);
    }
  }
}

TEST_CASE("a CKN has 1 to 32 octets", "[types]") {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::vector<std::uint8_t> octets(size, 0x61);
    const auto ckn = Ckn::from(octets);
    REQUIRE(ckn.has_value() == (size >= 1 && size <= 32));
    if (ckn) CHECK(std::ranges::equal(ckn->octets(), octets));
  }
}

TEST_CASE("a CKN is written in an even number of hexadecimal digits", "[types]") {
  CHECK(Ckn::from_hex("0aBCdeF9").value().hex() == "0abcdef9");
  CHECK(Ckn::from_hex(std::string(64, 'f')).value().octets().size() == 32);
  for (const char* wrong : {"", "0", "abc", "0g", "g0", "0x61", "61 62", "-1", "61\n"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Ckn::from_hex(wrong).has_value());
  }
  CHECK_FALSE(Ckn::from_hex(std::string(66, '0')).has_value());
}

TEST_CASE("CKNs that differ in length only are different names", "[types]") {
  CHECK(Ckn::from_hex("61") != Ckn::from_hex("6100"));
  CHECK(Ckn::from_hex("6162") == Ckn::from(test::octets("61 62")));
}

TEST_CASE("two CKNs may differ in trailing zeros only", "[types]") {
  const auto ckn = [](const char* hex) { return *Ckn::from_hex(hex); };
  CHECK(ckn("61").equal_but_for_trailing_zeros(ckn("61")));
  CHECK(ckn("61").equal_but_for_trailing_zeros(ckn("6100")));
  CHECK(ckn("6100").equal_but_for_trailing_zeros(ckn("61")));
  CHECK(ckn("00").equal_but_for_trailing_zeros(ckn("0000")));
  CHECK_FALSE(ckn("61").equal_but_for_trailing_zeros(ckn("0061")));
  CHECK_FALSE(ckn("61").equal_but_for_trailing_zeros(ckn("6101")));
  CHECK(ckn("61") != ckn("6100"));
}

TEST_CASE("a cipher suite is found by its identifier and by its name", "[types]") {
  for (const CipherSuite suite : all_cipher_suites) {
    CHECK(cipher_suite_from_id(cipher_suite_id(suite)) == suite);
    CHECK(cipher_suite_from_name(to_string(suite)) == suite);
  }
  CHECK(cipher_suite_id(CipherSuite::gcm_aes_xpn_256) == 0x0080C20001000004);
  CHECK(cipher_suite_from_id(0x0080020001000001) == CipherSuite::gcm_aes_128);
  CHECK_FALSE(cipher_suite_from_id(0x0080C20001000005).has_value());
  CHECK_FALSE(cipher_suite_from_id(0).has_value());
}

TEST_CASE("names of cipher suites may be in any case, with either hyphen", "[types]") {
  CHECK(cipher_suite_from_name("GCM-AES-XPN-128") == CipherSuite::gcm_aes_xpn_128);
  CHECK(cipher_suite_from_name("gcm_aes_256") == CipherSuite::gcm_aes_256);
  CHECK(cipher_suite_from_name("Gcm_Aes-128") == CipherSuite::gcm_aes_128);
  for (const char* wrong : {"", "gcm-aes", "gcm-aes-1280", "gcmaes128", "gcm-aes-xpn-25", "aes"}) {
    CAPTURE(wrong);
    CHECK_FALSE(cipher_suite_from_name(wrong).has_value());
  }
}

TEST_CASE("suites say how long their SAKs are and whether packet numbers have 64 bits", "[types]") {
  CHECK(sak_size(CipherSuite::gcm_aes_128) == 16);
  CHECK(sak_size(CipherSuite::gcm_aes_256) == 32);
  CHECK(sak_size(CipherSuite::gcm_aes_xpn_128) == 16);
  CHECK(sak_size(CipherSuite::gcm_aes_xpn_256) == 32);
  CHECK_FALSE(is_xpn(CipherSuite::gcm_aes_256));
  CHECK(is_xpn(CipherSuite::gcm_aes_xpn_128));
}

}  // namespace mka
