#include "settings.hpp"

#include "catch.hpp"
#include "spelling.hpp"

using namespace macsecd;
using macsec::Json;

namespace {

Json smallest() { return {{"connectionName", "uplink"}, {"interface", "eth3"}}; }

std::string complaint(const Json& changes) {
  Json members = smallest();
  members.update(changes);
  const auto settings = settings_from(members);
  return settings ? "" : settings.error().what;
}

}  // namespace

TEST_CASE("[M23, M27, M35, M40, M45, M52, M61] what is not said has its default") {
  const auto s = settings_from(smallest());
  REQUIRE(s);
  CHECK(s->device == "ms-eth3");
  CHECK(s->suite == mka::CipherSuite::gcm_aes_xpn_256);
  CHECK(s->mode == mka::EncryptionMode::should_encrypt);
  CHECK(s->priority == 16);
  CHECK(s->max_keys == 3);
  CHECK(s->keychain_mode == KeychainMode::standby);
  CHECK(s->on_last_key == OnLastKey::downgrade);
  CHECK(s->key_timeout_seconds == 18);
  const auto policy = policy_of(*s);
  CHECK(policy.accepted_suites == std::vector{mka::CipherSuite::gcm_aes_xpn_256});
  CHECK(policy.rekey_interval == mka::Duration(3'600'000));
}

TEST_CASE(
    "[M57, M58, M62] what AWS asks of a router: no ICV Indicator, offset 0, rekey by packet "
    "number") {
  Json members = smallest();
  members["sakRekeyIntervalSeconds"] = 0;
  const auto s = settings_from(members);
  REQUIRE(s);
  const auto policy = policy_of(*s);
  CHECK_FALSE(policy.include_icv_indicator);
  CHECK(policy.confidentiality == mka::Confidentiality::offset_0);
  CHECK(policy.key_server_priority == 16);
  CHECK(policy.rekey_interval == mka::Duration(0));  // by time: never
  CHECK(policy.rekey_packet_number == 0);            // 75 % of the packet numbers
  CHECK(policy.rekey_octets == 0);
}

TEST_CASE("null members count as absent") {
  Json members = smallest();
  members.update({{"device", nullptr}, {"cipherSuite", nullptr}, {"keyServerPriority", nullptr}});
  CHECK(settings_from(members));
}

TEST_CASE("settings survive their JSON") {
  Json members = smallest();
  members.update({{"device", "macsec0"},
                  {"cipherSuite", "GCM_AES_128"},
                  {"encryptionMode", "must-encrypt"},
                  {"keyServerPriority", 0},
                  {"confidentiality", "integrity-only"},
                  {"sakRekeyIntervalSeconds", 3600},
                  {"sakRekeyPacketNumber", "4000000000"},
                  {"sakRekeyOctets", "18446744073709551615"},
                  {"mkaVersion", 2},
                  {"includeIcvIndicator", true},
                  {"cknMatch", "AUTO"},
                  {"groupAddress", "nearest-bridge"},
                  {"etherType", "0x876F"},
                  {"ssciMode", "live_list"},
                  {"helloTimeMs", 500},
                  {"adminState", "down"},
                  {"clearAfterMs", 3600000},
                  {"replayWindow", 4294967295u},
                  {"maxKeys", 8},
                  {"keychainMode", "exclusive"},
                  {"onLastKey", "REFUSE"},
                  {"keyTimeoutSeconds", 60}});
  const auto s = settings_from(members);
  REQUIRE(s);
  CHECK(s->replay_window == 4294967295u);
  CHECK(s->rekey_packet_number == 4000000000u);
  CHECK(s->max_keys == 8);
  CHECK(s->keychain_mode == KeychainMode::exclusive);
  CHECK(s->on_last_key == OnLastKey::refuse);
  CHECK(s->key_timeout_seconds == 60);
  CHECK(s->mode == mka::EncryptionMode::must_encrypt);
  CHECK(s->rekey_octets == 18446744073709551615u);
  CHECK(s->interop == InteropSettings{mka::CknMatch::ignore_trailing_zeros,
                                      2,
                                      true,
                                      {{0x01, 0x80, 0xc2, 0, 0, 0x0e}},
                                      0x876f,
                                      mka::SsciMode::by_live_list,
                                      500});
  CHECK(s->admin_state == AdminState::down);
  CHECK(s->clear.clear_after_ms == 3600000);
  CHECK(policy_of(*s).clear_after == std::chrono::hours(1));
  const auto again = settings_from(Json::parse(to_json(*s).dump()));
  REQUIRE(again);
  CHECK(*again == *s);
}

TEST_CASE("each bad member is named") {
  CHECK(settings_from(Json::array()).error().code == macsec::Errc::illegal_param);
  CHECK(complaint({{"clearAfterMs", 3600001}}).find("clearAfterMs") == 0);
  CHECK(complaint({{"connectionName", ""}}).find("connectionName") == 0);
  CHECK(complaint({{"connectionName", ".."}}).find("connectionName") == 0);
  CHECK(complaint({{"connectionName", "a/b"}}).find("connectionName") == 0);
  CHECK(complaint({{"connectionName", std::string(65, 'a')}}).find("connectionName") == 0);
  CHECK(complaint({{"connectionName", 7}}).find("connectionName") == 0);
  CHECK(complaint({{"interface", "a b"}}).find("interface") == 0);
  CHECK(complaint({{"device", "eth3"}}).find("parent's name") != std::string::npos);
  CHECK(complaint({{"cipherSuite", "rot13"}}).find("cipherSuite") == 0);
  CHECK(complaint({{"encryptionMode", "perhaps"}}).find("encryptionMode") == 0);
  CHECK(complaint({{"keyServerPriority", 256}}).find("keyServerPriority") == 0);
  CHECK(complaint({{"keyServerPriority", -1}}).find("keyServerPriority") == 0);
  CHECK(complaint({{"keyServerPriority", 1.5}}).find("keyServerPriority") == 0);
  CHECK(complaint({{"confidentiality", "offset-30"}}).find("confidentiality") == 0);
  CHECK(complaint({{"sakRekeyIntervalSeconds", 29}}).find("too short") != std::string::npos);
  CHECK(complaint({{"sakRekeyIntervalSeconds", 2592001}}).find("range") != std::string::npos);
  CHECK(complaint({{"sakRekeyPacketNumber", "12x"}}).find("decimal") != std::string::npos);
  CHECK(complaint({{"mkaVersion", 4}}).find("mkaVersion") == 0);
  CHECK(complaint({{"includeIcvIndicator", "yes"}}).find("includeIcvIndicator") == 0);
  for (const int keys : {0, 9}) CHECK(complaint({{"maxKeys", keys}}).find("maxKeys") == 0);
  CHECK(complaint({{"keychainMode", "both"}}).find("keychainMode") == 0);
  CHECK(complaint({{"onLastKey", "panic"}}).find("onLastKey") == 0);
  CHECK(complaint({{"keyTimeoutSeconds", 5}}).find("keyTimeoutSeconds") == 0);
  CHECK(complaint({{"sakRekeyOctets", "1G"}}).find("decimal") != std::string::npos);
  CHECK(complaint({{"cknMatch", "nearly"}}).find("cknMatch") == 0);
  for (const char* address : {"", "01:80:c2:00:00", "01:80:c2:00:00:0g", "01:80:c2:00:00:0e ",
                              "01.80.c2.00.00.0e", "00:00:00:00:00:00", "nearest"})
    CHECK(complaint({{"groupAddress", address}}).find("groupAddress") == 0);
  for (const char* type : {"", "0x", "88e5", "0800", "888", "00888e"})
    CHECK(complaint({{"etherType", type}}).find("etherType") == 0);
  CHECK(complaint({{"adminState", "sideways"}}).find("adminState") == 0);
  CHECK(complaint({{"ssciMode", "random"}}).find("ssciMode") == 0);
  for (const int time : {499, 60001})
    CHECK(complaint({{"helloTimeMs", time}}).find("helloTimeMs") == 0);
  CHECK(complaint({{"replayWindow", 1073741824}}).find("replayWindow") == 0);
}

TEST_CASE("a packet number to rekey at fits the suite") {
  CHECK(complaint({{"cipherSuite", "gcm-aes-128"}, {"sakRekeyPacketNumber", "4294967295"}})
            .find("too close") != std::string::npos);
  CHECK(complaint({{"cipherSuite", "gcm-aes-128"}, {"sakRekeyPacketNumber", "3221225472"}}) == "");
  CHECK(complaint({{"sakRekeyPacketNumber", "4294967295000"}}) == "");
}

TEST_CASE("the default device name must fit, or --device is named") {
  const auto s = settings_from({{"connectionName", "a"}, {"interface", "enp0s31f6np01"}});
  REQUIRE_FALSE(s);
  CHECK(s.error().hint.find("--device") != std::string::npos);
  CHECK(*default_device_name("twelve-chars") == "ms-twelve-chars");
}

TEST_CASE("what a peer wants reaches the engine, and is the standard's way unless said otherwise") {
  const auto usual = policy_of(*settings_from(smallest()));
  const mka::PortPolicy standard;
  CHECK(usual.ckn_match == standard.ckn_match);
  CHECK(usual.mka_version == standard.mka_version);
  CHECK(usual.include_icv_indicator == standard.include_icv_indicator);
  CHECK(usual.destination == standard.destination);
  CHECK(usual.ether_type == standard.ether_type);
  CHECK(usual.ssci_mode == standard.ssci_mode);
  CHECK(usual.hello_time == standard.hello_time);

  const auto s = updated(*settings_from(smallest()), {{"cknMatch", "auto"},
                                                      {"mkaVersion", 3},
                                                      {"includeIcvIndicator", true},
                                                      {"groupAddress", "02-00-00-00-00-0A"},
                                                      {"etherType", "876f"},
                                                      {"ssciMode", "live-list"},
                                                      {"helloTimeMs", 10000}});
  REQUIRE(s);
  const auto policy = policy_of(*s);
  CHECK(policy.ckn_match == mka::CknMatch::ignore_trailing_zeros);
  CHECK(policy.mka_version == 3);
  CHECK(policy.include_icv_indicator);
  CHECK(policy.destination == mka::MacAddress{{2, 0, 0, 0, 0, 10}});
  CHECK(policy.ether_type == 0x876f);
  CHECK(policy.ssci_mode == mka::SsciMode::by_live_list);
  CHECK(policy.hello_time == std::chrono::seconds(10));
}

TEST_CASE("down is down in every mode, and the mode is kept") {
  for (const char* mode : {"must_encrypt", "should_encrypt", "no_encrypt"}) {
    const auto s =
        updated(*settings_from(smallest()), {{"encryptionMode", mode}, {"adminState", "down"}});
    REQUIRE(s);
    CHECK(to_string(s->mode) == mode);
    CHECK(policy_of(*s).mode == mka::EncryptionMode::must_encrypt);
    CHECK(policy_of(*updated(*s, {{"adminState", "up"}})).mode == s->mode);
  }
}

TEST_CASE("[M58] the volume that asks for a fresh SAK reaches the engine") {
  CHECK(policy_of(*settings_from(smallest())).rekey_octets == 0);
  const auto s = updated(*settings_from(smallest()), {{"sakRekeyOctets", "2000000000000"}});
  REQUIRE(s);
  CHECK(policy_of(*s).rekey_octets == 2'000'000'000'000);
}

TEST_CASE("the group addresses of EAPOL have names") {
  CHECK(group_address_from("nearest-non-tpmr-bridge") == mka::PortPolicy{}.destination);
  CHECK(group_address_from("Nearest_Customer_Bridge") ==
        mka::MacAddress{{0x01, 0x80, 0xc2, 0, 0, 0}});
  CHECK(ether_type_from("0x888E") == 0x888e);
}

TEST_CASE("an update changes what may change and nothing else") {
  const auto s = settings_from(smallest());
  const auto changed = updated(*s, {{"connectionName", "uplink"},
                                    {"keyServerPriority", 0},
                                    {"encryptionMode", "no_encrypt"},
                                    {"device", "other"}});
  REQUIRE(changed);
  CHECK(changed->priority == 0);
  CHECK(changed->mode == mka::EncryptionMode::no_encrypt);
  CHECK(changed->device == "ms-eth3");
  CHECK_FALSE(updated(*s, {{"keyServerPriority", 300}}));
}
