// frames-constructed.json: what is accepted, why the rest is dropped, and which sets are refused.
#include <map>

#include "catch.hpp"
#include "crypto/kdf.hpp"
#include "rendering.hpp"

namespace vectors {
namespace {

using namespace mka;

// Refusals that need the engine's policy; here the set decodes and unwraps without an objection:
//   offset_with_xpn   the XPN suites know no confidentiality offset
constexpr std::string_view engine_decides = "offset_with_xpn";

struct Receiver {
  struct Key {
    Ckn ckn;
    crypto::Cmac ick;
    Kek kek;
  };
  std::vector<Key> keys;

  const Key* find(const Ckn& ckn) const {
    const auto found = std::ranges::find(keys, ckn, &Key::ckn);
    return found == keys.end() ? nullptr : &*found;
  }
};

Receiver receiver_of(const Json& file) {
  Receiver receiver;
  for (const Json& key : file.at("keys")) {
    const auto cak = secret_of<Cak>(key, "cak");
    const Ckn ckn = ckn_of(key, "ckn");
    receiver.keys.push_back(
        {ckn, cmac_of(crypto::derive_ick(cak, ckn).value()), crypto::derive_kek(cak, ckn).value()});
  }
  return receiver;
}

struct Accepted {
  wire::Mkpdu pdu;
  const Receiver::Key* key;
  wire::Envelope envelope;
};

// Checks 1 to 24 in their order; 10 to 12 are put together by the engine as they are here.
Result<Accepted, DropReason> receive(const Receiver& receiver, Bytes frame) {
  const auto envelope = wire::open_envelope(frame);
  if (!envelope) return Failure{envelope.error()};
  const auto* key = receiver.find(envelope->ckn);
  if (key == nullptr) return Failure{DropReason::unknown_ckn};
  if (envelope->algorithm_agility != wire::algorithm_agility) return Failure{DropReason::agility};
  const auto authentic = wire::verify(*envelope, key->ick);
  if (!authentic) return Failure{DropReason::icv};
  auto pdu = wire::decode(*authentic);
  if (!pdu) return Failure{pdu.error()};
  return Accepted{*std::move(pdu), key, *envelope};
}

// All that can be known of one MKPDU alone: the reasons up to the announcement's, but for the rate.
std::vector<DropReason> stateless_reasons() {
  std::vector<DropReason> reasons;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(DropReason::announcement_tlv); ++i)
    if (static_cast<DropReason>(i) != DropReason::rate_limited)
      reasons.push_back(static_cast<DropReason>(i));
  return reasons;
}

// Without what is not part of our value: KMD is skipped, and the engine's refusals are not known
// here.
Json known_here(Json decoded) {
  decoded.erase("kmd");
  if (decoded.contains("dist_sak") &&
      decoded.at("dist_sak").value("error", "") == std::string(engine_decides))
    decoded.at("dist_sak").erase("error");
  return decoded;
}

Json without(Json rendering, std::initializer_list<const char*> members) {
  for (const char* member : members) rendering.erase(member);
  return rendering;
}

// Sets that we skip and the order are lost on the way back; everything that has a meaning is not.
void check_way_back(const Accepted& accepted) {
  const auto& [pdu, key, envelope] = accepted;
  const auto frame = wire::encode(pdu, {envelope.destination, envelope.source}, key->ick);
  const auto again = wire::open_envelope(frame);
  REQUIRE(again);
  const auto authentic = wire::verify(*again, key->ick);
  REQUIRE(authentic.has_value());
  const auto decoded = wire::decode(*authentic);
  REQUIRE(decoded);
  const auto meaning = [&](const wire::Mkpdu& value) {
    return without(rendered(value, key->kek), {"order", "unknown", "duplicate"});
  };
  CHECK(meaning(*decoded) == meaning(pdu));
  CHECK(std::ranges::is_sorted(decoded->order));
}

void check_accepted(const Json& vector, const Accepted& accepted, Bytes frame) {
  const auto& [pdu, key, envelope] = accepted;
  Json all = rendered(pdu, key->kek);
  all.update(rendered_outside(frame, envelope));
  CHECK(all == known_here(vector.at("decoded")));
  CHECK(pdu.ignored_sets == all.at("unknown").size() + all.at("duplicate").size());
  check_way_back(accepted);
}

// The reason to refuse the set is in the rendering, where it is decidable without the engine.
void check_refusal(const Json& vector) {
  REQUIRE(vector.at("refuse_set") == 4);
  CHECK(vector.at("decoded").at("dist_sak").at("error") == vector.at("set_error"));
}

}  // namespace

TEST_CASE("constructed frames are accepted, refused and dropped as they say", "[vectors]") {
  const Json file = load("frames-constructed.json");
  const Receiver receiver = receiver_of(file);
  REQUIRE(receiver.keys.size() == 2);
  std::size_t accepted = 0;
  std::map<std::string, std::size_t> refused;
  std::map<std::string, std::size_t> dropped;
  for (const Json& vector : file.at("vectors")) {
    CAPTURE(vector.at("name").get<std::string>());
    const auto frame = octets_of(vector, "frame");
    const auto result = receive(receiver, frame);
    if (vector.at("expect") == "accept") {
      REQUIRE(result);
      check_accepted(vector, *result, frame);
      ++accepted;
      if (vector.contains("refuse_set")) {
        check_refusal(vector);
        ++refused[vector.at("set_error")];
      }
    } else {
      REQUIRE_FALSE(result);
      CHECK(to_string(result.error()) == vector.at("reason").get<std::string>());
      ++dropped[vector.at("reason")];
    }
  }
  CHECK(accepted == 43);
  CHECK(refused ==
        std::map<std::string, std::size_t>{
            {"unwrap", 2}, {"cipher_unknown", 1}, {"wrap_length", 2}, {"offset_with_xpn", 1}});
  CHECK(file.at("vectors").size() == 97);
  for (const DropReason reason : stateless_reasons()) {
    CAPTURE(to_string(reason));
    CHECK(dropped.contains(std::string(to_string(reason))));
  }
}

TEST_CASE("a frame cut at any octet, or with any octet changed, is dropped", "[vectors]") {
  const Json file = load("frames-constructed.json");
  const Receiver receiver = receiver_of(file);
  const auto whole = octets_of(file.at("vectors").at(35), "frame");  // 256-bit CAK, XPN-256
  REQUIRE(receive(receiver, whole));
  std::size_t survivors = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (receive(receiver, Bytes(whole).first(i))) ++survivors;
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto changed = whole;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1u << bit);
      if (receive(receiver, changed)) ++survivors;
    }
  }
  CHECK(survivors == 0);
}

}  // namespace vectors
