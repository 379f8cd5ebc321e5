#include "entity_tag.hpp"

#include "catch.hpp"

using namespace macsecd;

namespace {

SavedConnection connection() {
  SavedConnection one;
  one.settings.name = "uplink";
  one.settings.interface = "eth3";
  one.settings.device = "ms-eth3";
  return one;
}

}  // namespace

TEST_CASE("an entity tag follows what an operator has set, and nothing else", "[agent]") {
  const std::string before = entity_tag(connection());
  CHECK(before.size() == 32);
  SavedConnection other = connection();
  other.secured_once = true;
  other.device.imposed_suite = mka::CipherSuite::gcm_aes_128;
  CHECK(entity_tag(other) == before);
  other.settings.replay_window = 1;
  CHECK(entity_tag(other) != before);
  other = connection();
  other.lag = "lag0";
  CHECK(entity_tag(other) != before);
}

TEST_CASE("a key that is added, or goes out of use, is another entity tag", "[agent]") {
  SavedConnection one = connection();
  const mka::Ckn ckn = *mka::Ckn::from_hex("aa");
  const std::string without = entity_tag(one);
  REQUIRE(one.keys.restore({ckn, std::nullopt, 1}));
  const std::string with = entity_tag(one);
  CHECK(with != without);
  one.keys.peer_seen(ckn);
  CHECK(entity_tag(one) == with);
  REQUIRE(one.keys.disassociate(ckn, std::nullopt));
  CHECK(entity_tag(one) != with);
  REQUIRE(one.keys.remove(ckn));
  CHECK(entity_tag(one) == without);  // as it was: nothing is lost by going on from there
}

TEST_CASE("what a connection keeps for life is named", "[agent]") {
  const ConnectionSettings present = connection().settings;
  ConnectionSettings wanted = present;
  wanted.priority = 1;
  wanted.mode = mka::EncryptionMode::must_encrypt;
  CHECK_FALSE(fixed_setting_problem(present, wanted));
  wanted.device_settings.send_sci = false;
  const auto problem = fixed_setting_problem(present, wanted);
  REQUIRE(problem);
  CHECK(problem->what ==
        "sendSci: it is true for the life of the connection, and cannot become false");
  CHECK(problem->hint.find("delete-connection uplink") != std::string::npos);
}
