#include "offload_settings.hpp"

#include "catch.hpp"
#include "settings.hpp"

using namespace macsecd;
using macsec::Json;
using netlink::Offload;

namespace {

macsec::Result<ConnectionSettings> with(const Json& changes) {
  Json members{{"connectionName", "uplink"}, {"interface", "eth3"}};
  members.update(changes);
  return settings_from(members);
}

}  // namespace

TEST_CASE("[F1] frames are protected in software unless it is said otherwise") {
  CHECK(with(Json::object())->offload.wish == OffloadWish::off);
  CHECK(with({{"offload", "auto"}})->offload.wish == OffloadWish::automatic);
  CHECK(with({{"offload", "mac"}})->offload.wish == OffloadWish::mac);
  for (const char* word : {"off", "auto", "mac"})
    CHECK(to_json(with({{"offload", word}})->offload).at("offload") == word);
  CHECK(with({{"offload", "always"}}).error().what.find("offload") == 0);
}

TEST_CASE("[F1] no transceiver is given an XPN SAK: some take it and count in 32 bits") {
  const auto refused = with({{"offload", "phy"}, {"cipherSuite", "gcm-aes-xpn-256"}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("xpn-256") != std::string::npos);
  CHECK(with({{"offload", "phy"}, {"cipherSuite", "gcm-aes-256"}}));
  for (const auto suite : mka::all_cipher_suites) {
    const auto attempts = offload_attempts(OffloadWish::automatic, suite);
    CHECK((attempts.back() == Offload::phy) == !mka::is_xpn(suite));
    CHECK(attempts.front() == Offload::mac);
  }
}

TEST_CASE("[F1] only what may fall back accepts a device in software and one in hardware") {
  CHECK(accepted_offloads(OffloadWish::off) == std::vector{Offload::off});
  CHECK(accepted_offloads(OffloadWish::mac) == std::vector{Offload::mac});
  CHECK(accepted_offloads(OffloadWish::phy) == std::vector{Offload::phy});
  CHECK(accepted_offloads(OffloadWish::automatic).size() == 3);
}
