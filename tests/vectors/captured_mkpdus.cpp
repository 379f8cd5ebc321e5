// Every MKPDU of every capture: verdict, all fields, ICV, wrapped SAKs, and the way back, octet for
// octet.
#include <filesystem>
#include <set>

#include "catch.hpp"
#include "crypto/kdf.hpp"
#include "crypto/key_wrap.hpp"
#include "rendering.hpp"

namespace vectors {
namespace {

using namespace mka;

struct Capture {
  const char* name;
  std::size_t accepted;
  std::size_t dropped;
  std::size_t saks;
};

constexpr std::array captures{
    Capture{"cak256-sak128", 15, 0, 1},
    Capture{"cak256-sak256", 17, 0, 1},
    Capture{"icv-indicator", 15, 0, 1},
    Capture{"integrity-only", 15, 0, 1},
    Capture{"mkad-offset30-gcm256", 20, 0, 1},
    Capture{"mkad-xpn256", 66, 0, 1},
    Capture{"offset30-mka", 15, 0, 1},
    Capture{"probe-mkad-xpn256", 18, 0, 1},
    Capture{"probe-wpa-rekey", 42, 0, 4},
    Capture{"psk128", 18, 0, 1},
    Capture{"rekey-pn", 94, 0, 6},
    Capture{"short-ckn", 15, 0, 1},
    Capture{"wrong-cak", 8, 7, 0},
};

struct Keys {
  crypto::Cmac ick;
  Kek kek;
};

Keys keys_of(const Json& file, const char* cak_member, const char* ick_member) {
  const auto cak = secret_of<Cak>(file, cak_member);
  const Ckn ckn = ckn_of(file, "ckn");
  const auto ick = crypto::derive_ick(cak, ckn).value();
  REQUIRE(to_hex(ick.expose()) == file.at(ick_member));
  return {cmac_of(ick), crypto::derive_kek(cak, ckn).value()};
}

void check_frame(const Json& expected, const std::vector<std::uint8_t>& frame, const Keys& keys) {
  const auto envelope = wire::open_envelope(frame);
  REQUIRE(envelope);
  const auto authentic = wire::verify(*envelope, keys.ick);
  REQUIRE(authentic.has_value());
  const auto pdu = wire::decode(*authentic);
  REQUIRE(pdu);
  Json all = rendered(*pdu, keys.kek);
  all.update(rendered_outside(frame, *envelope));
  CHECK(all == expected);
  CHECK(pdu->ignored_sets == 0);
  CHECK(wire::encode(*pdu, {envelope->destination, envelope->source}, keys.ick) == frame);
}

// Another CAK under the same CKN: not authentic here, and sound under that CAK.
void check_foreign_frame(const Json& file, const Json& frame, const Keys& keys) {
  REQUIRE(frame.at("reason") == "icv");
  const auto octets = octets_of(frame, "frame");
  const auto envelope = wire::open_envelope(octets);
  REQUIRE(envelope);
  CHECK_FALSE(wire::verify(*envelope, keys.ick).has_value());
  check_frame(frame.at("decoded_with_other_cak"), octets, keys_of(file, "other_cak", "other_ick"));
}

bool distributes(const Json& frame, const Json& sak) {
  const Json decoded = frame.value("decoded", Json::object());
  if (!decoded.contains("dist_sak")) return false;
  const Json& set = decoded.at("dist_sak");
  return decoded.at("mi") == sak.at("ki_mi") && set.at("kn") == sak.at("kn") &&
         set.at("an") == sak.at("an") && set.at("offset") == sak.at("offset_code") &&
         set.at("cipher") == sak.at("cipher") && set.at("wrapped") == sak.at("wrapped");
}

void check_sak(const Json& file, const Json& sak, const Kek& kek) {
  const auto unwrapped = crypto::unwrap_sak(kek, octets_of(sak, "wrapped")).value();
  CHECK(to_hex(unwrapped.expose()) == sak.at("sak"));
  CHECK(to_hex(crypto::wrap_sak(kek, unwrapped).value().view()) == sak.at("wrapped"));
  CHECK(std::ranges::any_of(file.at("frames"),
                            [&](const Json& frame) { return distributes(frame, sak); }));
}

}  // namespace

TEST_CASE("captured MKPDUs decode to their fields and encode to their octets", "[vectors]") {
  for (const Capture& capture : captures) {
    const Json file = load(std::string("mkpdu-") + capture.name + ".json");
    const Keys keys = keys_of(file, "cak", "ick");
    REQUIRE(to_hex(keys.kek.expose()) == file.at("kek"));
    std::size_t accepted = 0;
    std::size_t dropped = 0;
    for (const Json& frame : file.at("frames")) {
      CAPTURE(capture.name, accepted + dropped, frame.at("frame").get<std::string>());
      if (frame.at("verdict") == "accept") {
        check_frame(frame.at("decoded"), octets_of(frame, "frame"), keys);
        ++accepted;
      } else {
        check_foreign_frame(file, frame, keys);
        ++dropped;
      }
    }
    CAPTURE(capture.name);
    CHECK(accepted == capture.accepted);
    CHECK(dropped == capture.dropped);
    CHECK(file.at("saks").size() == capture.saks);
    for (const Json& sak : file.at("saks")) check_sak(file, sak, keys.kek);
  }
}

TEST_CASE("no file of the folder is left out", "[vectors]") {
  // sequences.json is about several frames and an engine's memory: the engine's tests run it.
  std::set<std::string> known{
      "crypto.json",          "frames-constructed.json",     "macsec-annexc.json",
      "macsec-captured.json", "macsec-offset-computed.json", "sequences.json"};
  for (const Capture& capture : captures)
    known.insert(std::string("mkpdu-") + capture.name + ".json");
  std::set<std::string> present;
  for (const auto& entry : std::filesystem::directory_iterator(MKA_VECTORS))
    if (entry.path().extension() == ".json") present.insert(entry.path().filename());
  CHECK(present == known);
}

TEST_CASE("the captures add up to what their README says", "[vectors]") {
  std::size_t mkpdus = 0;
  std::size_t saks = 0;
  for (const Capture& capture : captures) {
    mkpdus += capture.accepted + capture.dropped;
    saks += capture.saks;
  }
  CHECK(captures.size() == 13);
  CHECK(mkpdus == 365);
  CHECK(saks == 20);
}

}  // namespace vectors
