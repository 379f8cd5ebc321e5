#include "device_settings.hpp"

#include "catch.hpp"
#include "device_warnings.hpp"
#include "saved_device.hpp"
#include "settings.hpp"

using namespace macsecd;
using macsec::Json;

namespace {

Json members(const Json& more) {
  Json out{{"connectionName", "uplink"}, {"interface", "eth3"}};
  out.update(more);
  return out;
}

std::vector<std::string> warnings_over(const ParentFacts& parent) {
  ConnectionSettings s;
  s.device = "ms-eth3";
  std::vector<std::string> codes;
  for (const auto& reason : device_warnings(s, parent)) codes.push_back(reason.code);
  return codes;
}

}  // namespace

TEST_CASE("[M63] the SCI is sent, VLANs are refused and no other suite is accepted by default") {
  const auto s = settings_from(members(Json::object()));
  REQUIRE(s);
  CHECK(s->device_settings == DeviceSettings{});
  CHECK(s->device_settings.send_sci);
}

TEST_CASE("settings of the device survive their JSON") {
  const auto s = settings_from(members({{"mtu", "raise-parent"},
                                        {"acceptCipherSuites", {"GCM-AES-256", "gcm_aes_256"}},
                                        {"sendSci", false},
                                        {"onVlan", true}}));
  REQUIRE(s);
  CHECK(s->device_settings.accepted_suites == std::vector{mka::CipherSuite::gcm_aes_256});
  const auto again = settings_from(to_json(*s));
  REQUIRE(again);
  CHECK(again->device_settings == s->device_settings);
}

TEST_CASE("what is for the life of the device does not change") {
  const auto before = settings_from(members(Json::object()));
  const auto after = updated(*before, {{"sendSci", false}, {"onVlan", true}, {"mtu", "1400"}});
  REQUIRE(after);
  CHECK(after->device_settings.send_sci);
  CHECK_FALSE(after->device_settings.on_vlan);
  CHECK(after->device_settings.mtu.size == 1400);
}

TEST_CASE("lists of suites are checked") {
  for (const Json& bad : {Json("gcm-aes-256"), Json{"rot13"}, Json{5},
                          Json(std::vector<std::string>(65, "gcm-aes-128"))})
    CHECK_FALSE(settings_from(members({{"acceptCipherSuites", bad}})));
}

TEST_CASE("what is remembered of a device survives its JSON") {
  const SavedDevice device{RaisedMtu{1500, 1532}, mka::CipherSuite::gcm_aes_128};
  for (const SavedDevice& one : {device, SavedDevice{}}) {
    const Json json = to_json(one);
    Members in(json);
    SavedDevice again;
    read_saved_device(in, again);
    CHECK_FALSE(in.error());
    CHECK(again == one);
  }
}

TEST_CASE("[M47, M48] late enabling, VLANs and LAGs below are said aloud") {
  ParentFacts parent;
  parent.link = {.name = "eth3", .mtu = 1500};
  CHECK(warnings_over(parent).empty());
  parent.addresses.push_back({.scope = 253, .address = {0xfe}});  // link-local: everybody has it
  CHECK(warnings_over(parent).empty());
  parent.addresses.push_back({.scope = 0, .address = {192, 0, 2, 1}});
  CHECK(warnings_over(parent) == std::vector<std::string>{"parent-has-addresses"});
  parent.addresses.clear();
  for (const char* kind : {"bond", "team"}) {
    parent.link.kind = kind;
    CHECK(warnings_over(parent) == std::vector<std::string>{"lag-as-parent"});
  }
  parent.link.kind = "vlan";
  CHECK(warnings_over(parent) == std::vector<std::string>{"vlan-as-parent"});
}
