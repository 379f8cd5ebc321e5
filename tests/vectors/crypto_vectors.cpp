// crypto.json, but for "election", which is tested with the engine, and "sak_derivation": SAKs of
// ours are random.
#include "catch.hpp"
#include "crypto/kdf.hpp"
#include "crypto/key_wrap.hpp"
#include "vectors.hpp"
#include "xpn.hpp"

namespace vectors {
namespace {

using namespace mka;

const Json& crypto_file() {
  static const Json file = load("crypto.json");
  return file;
}

const Json& cases(const char* group, std::size_t count) {
  const Json& found = crypto_file().at(group);
  REQUIRE(found.size() == count);
  return found;
}

// The block of the KDF as the vectors spell it gives the key by CMAC alone.
std::vector<std::uint8_t> from_blocks(const Json& vector) {
  const auto prf = crypto::Cmac::with_key(octets_of(vector, "cak")).value();
  std::vector<std::uint8_t> key;
  for (const Json& block : vector.at("ick_blocks")) {
    const Icv mac = prf.mac({test::octets(block.get<std::string>())}).value();
    key.insert(key.end(), mac.begin(), mac.end());
  }
  return key;
}

}  // namespace

TEST_CASE("crypto.json holds the groups that are known here", "[vectors]") {
  CHECK(crypto_file().size() == 7);
  CHECK(crypto_file().contains("election"));
}

TEST_CASE("crypto.json: AES-CMAC", "[vectors]") {
  for (const Json& vector : cases("cmac", 8)) {
    CAPTURE(vector.dump());
    const auto cmac = crypto::Cmac::with_key(octets_of(vector, "key")).value();
    const auto message = octets_of(vector, "msg");
    CHECK(to_hex(cmac.mac({message}).value()) == vector.at("mac"));
    CHECK(to_hex(cmac.mac({message}).value()) == vector.at("mac"));  // the context starts over
    const Bytes whole(message);
    const Bytes head = whole.first(message.size() / 3);
    CHECK(to_hex(cmac.mac({head, whole.subspan(head.size())}).value()) == vector.at("mac"));
  }
}

TEST_CASE("crypto.json: ICK and KEK", "[vectors]") {
  for (const Json& vector : cases("key_derivation", 7)) {
    CAPTURE(vector.dump());
    const auto cak = secret_of<Cak>(vector, "cak");
    const Ckn ckn = ckn_of(vector, "ckn");
    CHECK(to_hex(crypto::derive_ick(cak, ckn).value().expose()) == vector.at("ick"));
    CHECK(to_hex(crypto::derive_kek(cak, ckn).value().expose()) == vector.at("kek"));
    CHECK(to_hex(from_blocks(vector)) == vector.at("ick"));
  }
}

TEST_CASE("crypto.json: AES key wrap", "[vectors]") {
  unsigned refused = 0;
  for (const Json& vector : cases("key_wrap", 5)) {
    CAPTURE(vector.dump());
    const auto kek = secret_of<Kek>(vector, "kek");
    const auto unwrapped = crypto::unwrap_sak(kek, octets_of(vector, "wrapped"));
    if (vector.value("must_fail", false)) {
      CHECK_FALSE(unwrapped.has_value());
      ++refused;
      continue;
    }
    CHECK(to_hex(unwrapped.value().expose()) == vector.at("key"));
    const auto wrapped = crypto::wrap_sak(kek, secret_of<Sak>(vector, "key")).value();
    CHECK(to_hex(wrapped.view()) == vector.at("wrapped"));
  }
  CHECK(refused == 1);
}

TEST_CASE("crypto.json: salt of a key identifier", "[vectors]") {
  for (const Json& vector : cases("xpn_salt", 3)) {
    CAPTURE(vector.dump());
    const Ki ki{mi_of(vector, "mi"), vector.at("kn").get<std::uint32_t>()};
    CHECK(to_hex(xpn_salt(ki)) == vector.at("salt"));
  }
}

TEST_CASE("crypto.json: SSCIs by SCI", "[vectors]") {
  for (const Json& group : cases("ssci", 4)) {
    CAPTURE(group.dump());
    std::vector<Sci> members;
    for (const Json& member : group) members.push_back(sci_of(member, "sci"));
    for (const bool reversed : {false, true}) {
      if (reversed) std::ranges::reverse(members);
      for (const Json& member : group) {
        const auto expected = static_cast<Ssci>(member.at("ssci").get<std::uint32_t>());
        CHECK(ssci_of(sci_of(member, "sci"), by_descending_sci(members)) == expected);
      }
    }
  }
}

}  // namespace vectors
