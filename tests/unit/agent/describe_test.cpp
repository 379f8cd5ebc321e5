#include "describe.hpp"

#include <set>

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using macsec::Json;

namespace {

std::set<std::string> members(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

ConnectionView secured_view() {
  ConnectionView view;
  view.settings.name = "uplink";
  view.settings.interface = "eth3";
  view.settings.device = "ms-eth3";
  view.state = ConnectionState::available;
  view.link_up = true;
  view.keys.push_back({test::ckn("0a1b"),
                       {KeyState::associated, {}},
                       "principal",
                       7,
                       {.on = WallTime{std::chrono::seconds(60)}}});
  mka::KayStatus status;
  status.secured = true;
  status.cp = mka::CpState::transmitting;
  status.identity = {{{2, 0, 0, 0, 0, 1}}, 1};
  mka::ParticipantStatus participant{test::ckn("0a1b"), true, {}};
  participant.key_server = mka::KeyServerStatus{{{{2, 0, 0, 0, 0, 2}}, 1}, 7};
  participant.live.push_back({{}, 9, {{{2, 0, 0, 0, 0, 2}}, 1}});
  status.participants.push_back(participant);
  mka::SakStatus sak{{{}, 3}, *mka::An::from(2), test::ckn("0a1b")};
  sak.receives = sak.transmits = true;
  sak.next_pn = 0x1234567890abcdef;
  status.latest = sak;
  status.drops[static_cast<std::size_t>(mka::DropReason::icv)] = 4;
  view.mka = status;
  view.counters = {{"sc-encrypted", 5}};
  return view;
}

}  // namespace

TEST_CASE("a connection has the members that programs rely on") {
  const Json json = describe(secured_view());
  CHECK(members(json) == std::set<std::string>{"connectionName",
                                               "interface",
                                               "device",
                                               "connectionState",
                                               "encryptionMode",
                                               "cipherSuite",
                                               "keyServerPriority",
                                               "confidentiality",
                                               "sakRekeyIntervalSeconds",
                                               "sakRekeyPacketNumber",
                                               "portEncryptionStatus",
                                               "macSecKeys",
                                               "mka",
                                               "counters",
                                               "statusReasons",
                                               "maxKeys",
                                               "keychainMode",
                                               "onLastKey",
                                               "keyTimeoutSeconds",
                                               "sakRekeyOctets",
                                               "cknMatch",
                                               "mkaVersion",
                                               "includeIcvIndicator",
                                               "groupAddress",
                                               "etherType",
                                               "ssciMode",
                                               "helloTimeMs",
                                               "adminState",
                                               "clearAfterMs",
                                               "controlledPort",
                                               "clearTrafficSeconds",
                                               "inClearSince",
                                               "rotation",
                                               "activeDelta",
                                               "profile",

                                               "mtu",
                                               "deviceMtu",
                                               "acceptCipherSuites",
                                               "cipherSuiteInUse",
                                               "sendSci",
                                               "onVlan",
                                               "offload",
                                               "offloadInEffect",
                                               "lagName",
                                               "maxKeyAgeSeconds",
                                               "replayWindow",
                                               "entityTag",
                                               "portGuard"});
  CHECK(json["connectionState"] == "available");
  CHECK(json["encryptionMode"] == "should_encrypt");
  CHECK(json["portEncryptionStatus"] == "Encryption Up");
  CHECK(json["sakRekeyPacketNumber"].is_null());
  CHECK(json["sakRekeyOctets"].is_null());
  CHECK(json["groupAddress"] == "01:80:c2:00:00:03");
  CHECK(json["etherType"] == "888e");
  CHECK(json["adminState"] == "up");
  CHECK(json["clearAfterMs"] == 6000);
  CHECK(json["clearTrafficSeconds"] == 0);
  CHECK(json["inClearSince"].is_null());
  CHECK(json["counters"]["sc-encrypted"] == 5);
  CHECK(json["macSecKeys"][0]["ckn"] == "0a1b");
  CHECK(json["macSecKeys"][0]["state"] == "associated");
  CHECK(json["macSecKeys"][0]["role"] == "principal");
  CHECK(json["macSecKeys"][0]["sequence"] == 7);
  CHECK(json["macSecKeys"][0]["startOn"] == "1970-01-01T00:01:00Z");
  CHECK(json["macSecKeys"][0]["activateWhenPeerSeen"] == false);
}

TEST_CASE("key agreement carries the leaf names of the YANG model") {
  const Json mka = describe(secured_view())["mka"];
  CHECK(mka["secured"] == true);
  CHECK(mka["failed"] == false);
  CHECK(mka["keyServer"] == Json({{"priority", 7}, {"sci", "0200000000020001"}}));
  CHECK(mka["actor"] == Json({{"priority", 16}, {"sci", "0200000000010001"}}));
  CHECK(mka["keyNumber"] == Json({{"tx", 3}, {"rx", 3}}));
  CHECK(mka["associationNumber"] == Json({{"tx", 2}, {"rx", 2}}));
  CHECK(mka["latestSak"]["nextPacketNumber"] == "1311768467294899695");
  CHECK(mka["oldSak"].is_null());
  CHECK(mka["drops"] == Json({{"icv", 4}}));
  CHECK(mka["refusals"] == Json::object());
  const Json participant = mka["participants"][0];
  CHECK(participant["principal"] == true);
  CHECK(participant["active"] == true);
  CHECK(participant["peers"]["live"].size() == 1);
  CHECK(participant["peers"]["potential"] == Json::array());
  CHECK(participant["peers"]["live"][0]["sci"] == "0200000000020001");
}

TEST_CASE("what a participant waits for, and why SAKs were made, is told") {
  ConnectionView view = secured_view();
  view.mka->saks_by_reason[static_cast<std::size_t>(mka::NewSakReason::volume_used)] = 2;
  auto& known = view.mka->participants[0];
  const Json usual = describe(view)["mka"]["participants"][0];
  CHECK(usual["wireCkn"].is_null());
  CHECK(usual["liveForMs"].is_null());
  CHECK(usual["lastStall"].is_null());
  CHECK(usual["startsWithoutProgress"] == 0);
  known.mka_version = 3;
  known.silent = true;
  known.wire_ckn = test::ckn("0a1b0000");
  known.live_for = mka::Duration{1500};
  known.unlisted_for = mka::Duration{700};
  known.starts_without_progress = 4;
  known.last_stall = mka::Stall::no_sak_from_key_server;
  const Json mka = describe(view)["mka"];
  CHECK(mka["saksByReason"] == Json({{"volume-used", 2}}));
  const Json participant = mka["participants"][0];
  CHECK(participant["mkaVersion"] == 3);
  CHECK(participant["silent"] == true);
  CHECK(participant["wireCkn"] == "0a1b0000");
  CHECK(participant["liveForMs"] == 1500);
  CHECK(participant["unlistedForMs"] == 700);
  CHECK(participant["startsWithoutProgress"] == 4);
  CHECK(participant["lastStall"] == "no-sak-from-key-server");
}

TEST_CASE("of a connection that is down no participant is active") {
  ConnectionView view = secured_view();
  view.settings.admin_state = AdminState::down;
  CHECK(describe(view)["adminState"] == "down");
  CHECK(describe(view)["mka"]["participants"][0]["active"] == false);
}

TEST_CASE("while a SAK replaces another, each direction names the one in use") {
  ConnectionView view = secured_view();
  view.mka->old = view.mka->latest;
  view.mka->latest->ki.number = 4;
  view.mka->latest->an = view.mka->old->an.next();
  view.mka->latest->transmits = false;
  const Json mka = describe(view)["mka"];
  CHECK(mka["keyNumber"] == Json({{"tx", 3}, {"rx", 4}}));
  CHECK(mka["associationNumber"] == Json({{"tx", 2}, {"rx", 3}}));
}

TEST_CASE("every key failed: those that nobody wants do not count") {
  ConnectionView view = secured_view();
  view.mka->secured = false;
  view.keys[0].verdict.state = KeyState::disassociated;
  CHECK(describe(view)["mka"]["failed"] == false);
  view.keys.push_back({test::ckn("02"), {KeyState::failed, {}}});
  CHECK(describe(view)["mka"]["failed"] == true);
  view.keys.push_back({test::ckn("03"), {KeyState::associating, {}}});
  CHECK(describe(view)["mka"]["failed"] == false);
}

TEST_CASE("a connection without interface has the same shape, and says why") {
  ConnectionView view = secured_view();
  view.mka.reset();
  view.link_up = false;
  view.keys[0].verdict = {KeyState::failed, {{"interface-down", "no link", ""}}};
  view.reasons = {{"interface-gone", "eth3 does not exist", "it is waited for"}};
  const Json json = describe(view);
  CHECK(members(json["mka"]) == members(describe(secured_view())["mka"]));
  CHECK(json["portEncryptionStatus"] == "Encryption Down");
  CHECK(json["mka"]["secured"] == false);
  CHECK(json["mka"]["failed"] == true);
  CHECK(json["mka"]["actor"].is_null());
  CHECK(json["statusReasons"][0] == Json({{"code", "interface-gone"},
                                          {"message", "eth3 does not exist"},
                                          {"moreInfo", "it is waited for"}}));
  CHECK(json["macSecKeys"][0]["statusReasons"][0]["moreInfo"].is_null());
}
