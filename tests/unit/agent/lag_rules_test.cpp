// [M68] [M69] [M72] Who may be a member of a LAG beside whom, and what it changes.
#include "lag_rules.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using macsec::Errc;
using test::ckn;
using test::derived;

namespace {

struct One {
  explicit One(const std::string& name) {
    settings.name = name;
    settings.interface = "eth-" + name;
    settings.device = "ms-" + name;
  }
  void has_key(const char* hex, std::uint8_t octet, KeySession session = KeySession::primary) {
    REQUIRE(keys.add(ckn(hex), derived(octet), mka::Time{}, Keychain::largest, {}, session));
  }
  MemberFacts facts() const {
    MemberFacts out{settings, keys};
    out.pending = pending;
    out.speed = speed;
    out.mtu = mtu;
    return out;
  }

  ConnectionSettings settings;
  Keychain keys;
  bool pending = false;
  std::optional<std::uint32_t> speed = 10'000;
  std::uint32_t mtu = 1468;
};

std::optional<Errc> code(const std::optional<macsec::Error>& error) {
  return error ? std::optional(error->code) : std::nullopt;
}

std::vector<std::string> codes(const std::vector<Reason>& reasons) {
  std::vector<std::string> out;
  for (const Reason& reason : reasons) out.push_back(reason.code);
  return out;
}

}  // namespace

TEST_CASE("[M69] members have the same speed, as far as that is known") {
  One joiner("c");
  const One member("a");
  CHECK_FALSE(mismatch(joiner.facts(), member.facts()));
  joiner.speed = 25'000;
  CHECK(code(mismatch(joiner.facts(), member.facts())) == Errc::lag_mismatch);
  CHECK(mismatch(joiner.facts(), member.facts())->what.find("25000 Mb/s") != std::string::npos);
  joiner.speed.reset();
  CHECK_FALSE(mismatch(joiner.facts(), member.facts()));
}

TEST_CASE("[M68] a member has a MACsec device at work, and one LAG") {
  const One joiner("c");
  MemberFacts facts = joiner.facts();
  CHECK_FALSE(unfit(facts));
  facts.problem = Reason{"KernelUnsupported", "this kernel has no macsec driver", ""};
  CHECK(code(unfit(facts)) == Errc::lag_mismatch);
  MemberFacts member = joiner.facts();
  member.lag = "other";
  CHECK(code(unfit(member)) == Errc::lag_mismatch);
}

TEST_CASE("members have the same MTU, suite and confidentiality") {
  One joiner("c");
  const One member("a");
  SECTION("MTU") { joiner.mtu = 1368; }
  SECTION("suite") { joiner.settings.suite = mka::CipherSuite::gcm_aes_256; }
  SECTION("confidentiality") {
    joiner.settings.confidentiality = mka::Confidentiality::integrity_only;
  }
  CHECK(code(mismatch(joiner.facts(), member.facts())) == Errc::lag_mismatch);
}

TEST_CASE("the suite of one that was never secured can follow") {
  One joiner("c");
  joiner.settings.suite = mka::CipherSuite::gcm_aes_256;
  joiner.pending = true;
  const One member("a");
  CHECK_FALSE(mismatch(joiner.facts(), member.facts()));
  CHECK(codes(changes(joiner.facts(), member.facts())) ==
        std::vector<std::string>{"policy-changed"});
}

TEST_CASE("[M85] members have one fallback key, and the same") {
  One joiner("c");
  One member("a");
  member.has_key("01", 1, KeySession::fallback);
  CHECK_FALSE(mismatch(joiner.facts(), member.facts()));
  SECTION("another one") { joiner.has_key("02", 2, KeySession::fallback); }
  SECTION("the same key as a primary one") { joiner.has_key("01", 1); }
  CHECK(code(mismatch(joiner.facts(), member.facts())) ==
        (joiner.keys.empty() ? std::nullopt : std::optional(Errc::lag_mismatch)));
}

TEST_CASE("a key of the same name that is another key is not replaced") {
  One joiner("c");
  One member("a");
  joiner.has_key("01", 1);
  member.has_key("01", 2);
  CHECK(code(mismatch(joiner.facts(), member.facts())) == Errc::lag_mismatch);
}

TEST_CASE("the keychain has room for the LAG's keys beside the own ones") {
  One joiner("c");
  One member("a");
  for (const char* hex : {"01", "02"}) joiner.has_key(hex, 1);
  member.has_key("03", 3);
  CHECK_FALSE(mismatch(joiner.facts(), member.facts()));
  member.has_key("04", 4);
  CHECK(code(mismatch(joiner.facts(), member.facts())) == Errc::keychain_full);
}

TEST_CASE("[M72] own keys are disassociated before the LAG's are associated") {
  One joiner("c");
  One member("a");
  joiner.has_key("01", 1);
  joiner.has_key("0a", 9);
  member.has_key("01", 1);
  member.has_key("02", 2);
  member.settings.mode = mka::EncryptionMode::must_encrypt;
  const auto plan = changes(joiner.facts(), member.facts());
  CHECK(codes(plan) ==
        std::vector<std::string>{"mode-changed", "key-disassociated", "key-associated"});
  CHECK(plan[1].message.find("0a") != std::string::npos);
  CHECK(plan[2].message.find("02") != std::string::npos);
  CHECK(own_keys(joiner.keys, member.keys) == std::vector<mka::Ckn>{ckn("0a")});
}

TEST_CASE("[M70] all but names and admin state is the member's") {
  One joiner("c");
  One member("a");
  joiner.settings.admin_state = AdminState::down;
  member.settings.priority = 3;
  member.settings.interop.icv_indicator = true;
  const ConnectionSettings settings = like(joiner.settings, member.settings);
  CHECK(settings.name == "c");
  CHECK(settings.interface == "eth-c");
  CHECK(settings.device == "ms-c");
  CHECK_FALSE(settings.admin_up());
  CHECK(settings.priority == 3);
  CHECK(settings.interop.icv_indicator);
}
