#include "profile.hpp"

#include "catch.hpp"
#include "keys.hpp"
#include "profile_keys.hpp"
#include "spelling.hpp"

using namespace macsecd;
using macsec::Errc;
using macsec::Json;
using mka::CipherSuite;
using test::ckn;

namespace {

ConnectionSettings made(const char* profile, const Json& more = Json::object()) {
  Json members{{"connectionName", "uplink"}, {"interface", "eth3"}, {"profile", profile}};
  members.update(more);
  return *settings_from(members);
}

mka::Ckn name_of(std::size_t digits) { return ckn(std::string(digits, 'a')); }

std::optional<Errc> refusal(Profile profile, CipherSuite suite, std::size_t ckn_digits,
                            std::optional<std::size_t> cak_digits) {
  const auto octets = cak_digits ? std::optional(*cak_digits / 2) : std::nullopt;
  const auto problem = key_problem(profile, suite, name_of(ckn_digits), octets);
  if (!problem) return std::nullopt;
  CHECK(problem->what.find("profile " + std::string(to_string(profile))) == 0);
  CHECK_FALSE(problem->hint.empty());
  return problem->code;
}

std::optional<Errc> refusal(const ConnectionSettings& settings) {
  const auto problem = settings_problem(settings);
  if (!problem) return std::nullopt;
  CHECK_FALSE(problem->hint.empty());
  return problem->code;
}

constexpr std::array suites{CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_256,
                            CipherSuite::gcm_aes_xpn_128, CipherSuite::gcm_aes_xpn_256};
constexpr std::array profiles{Profile::generic, Profile::aws, Profile::ibm, Profile::alibaba};

}  // namespace

TEST_CASE("a profile has one name, whatever its case") {
  for (const Profile profile : profiles) CHECK(profile_from(to_string(profile)) == profile);
  CHECK(profile_from("AWS") == Profile::aws);
  CHECK_FALSE(profile_from("azure"));
  CHECK_FALSE(settings_from({{"connectionName", "a"}, {"interface", "b"}, {"profile", "azure"}}));
}

TEST_CASE("[M40, M52, M53, M57, M62] a new connection starts with its profile's defaults") {
  using enum mka::EncryptionMode;
  CHECK(made("generic").mode == should_encrypt);
  CHECK(made("aws").mode == should_encrypt);
  CHECK(made("ibm").mode == should_encrypt);
  CHECK(made("alibaba").mode == must_encrypt);
  CHECK(made("aws").rekey_interval_seconds == 0);
  for (const char* other : {"generic", "ibm", "alibaba"})
    CHECK(made(other).rekey_interval_seconds == 3600);
  CHECK(made("alibaba").keychain_mode == KeychainMode::exclusive);
  for (const char* other : {"generic", "aws", "ibm"})
    CHECK(made(other).keychain_mode == KeychainMode::standby);
  for (const char* any : {"generic", "aws", "ibm", "alibaba"}) {
    const ConnectionSettings s = made(any);
    CHECK(to_string(s.profile) == any);
    CHECK_FALSE(settings_problem(s));
    CHECK(settings_warnings(s).empty());
    CHECK(s.suite == CipherSuite::gcm_aes_xpn_256);
    CHECK(s.priority == 16);
    CHECK(s.max_keys == 3);
    CHECK_FALSE(s.interop.icv_indicator);
    CHECK(s.confidentiality == mka::Confidentiality::offset_0);
  }
}

TEST_CASE("what the operator says goes before the profile's defaults, and survives its JSON") {
  const ConnectionSettings s = made("alibaba", {{"encryptionMode", "should_encrypt"},
                                                {"keychainMode", "standby"},
                                                {"sakRekeyIntervalSeconds", 60}});
  CHECK(s.mode == mka::EncryptionMode::should_encrypt);
  CHECK(s.keychain_mode == KeychainMode::standby);
  CHECK(s.rekey_interval_seconds == 60);
  CHECK(*settings_from(Json::parse(to_json(s).dump())) == s);
}

TEST_CASE("another profile changes no other setting") {
  ConnectionSettings before = made("generic");
  ConnectionSettings after = *updated(before, {{"profile", "alibaba"}});
  CHECK(std::exchange(after.profile, before.profile) == Profile::alibaba);
  CHECK(after == before);
}

TEST_CASE("[M12] AWS takes 64 digits for both, and 256-bit suites") {
  for (const CipherSuite suite : suites) {
    CHECK_FALSE(refusal(Profile::aws, suite, 64, 64));
    CHECK(refusal(Profile::aws, suite, 64, 32) == Errc::key_format);
    CHECK(refusal(Profile::aws, suite, 62, 64) == Errc::key_format);
    CHECK(refusal(Profile::aws, suite, 32, std::nullopt) == Errc::key_format);
    const auto settings = made("aws", {{"cipherSuite", mka::to_string(suite)}});
    CHECK(refusal(settings).has_value() == (mka::sak_size(suite) == 16));
  }
}

TEST_CASE("[M13] Alibaba Cloud takes keys as long as the suite's") {
  for (const CipherSuite suite : suites) {
    const std::size_t right = 2 * mka::sak_size(suite);
    const std::size_t wrong = 96 - right;
    CHECK_FALSE(refusal(Profile::alibaba, suite, right, right));
    CHECK_FALSE(refusal(Profile::alibaba, suite, right, std::nullopt));
    CHECK(refusal(Profile::alibaba, suite, right, wrong) == Errc::key_format);
    CHECK(refusal(Profile::alibaba, suite, wrong, right) == Errc::key_format);
    CHECK(refusal(Profile::alibaba, suite, 6, right) == Errc::key_format);
    CHECK_FALSE(refusal(made("alibaba", {{"cipherSuite", mka::to_string(suite)}})));
  }
}

TEST_CASE(
    "[M15, M19] IBM takes names of any length, CAKs of 64 digits, and says how to fill them") {
  const CipherSuite suite = CipherSuite::gcm_aes_xpn_256;
  for (std::size_t digits = 2; digits <= 64; digits += 2)
    CHECK_FALSE(refusal(Profile::ibm, suite, digits, 64));
  CHECK(refusal(Profile::ibm, suite, 6, 32) == Errc::key_format);
  const auto problem = key_problem(Profile::ibm, suite, ckn("aa01"), 16);
  CHECK(problem->hint.find("append 32 zeros") == 0);
}

TEST_CASE("[M62] IBM needs an XPN suite, and a key server at this end") {
  CHECK(refusal(made("ibm", {{"cipherSuite", "gcm-aes-256"}})) == Errc::xpn_required);
  CHECK(refusal(made("ibm", {{"keyServerPriority", 255}})) == Errc::illegal_param);
  CHECK_FALSE(refusal(made("ibm", {{"keyServerPriority", 254}})));
  CHECK_FALSE(refusal(made("aws", {{"keyServerPriority", 255}})));
}

TEST_CASE("[M19, M20] a generic router takes any pair") {
  for (const CipherSuite suite : suites)
    for (const std::size_t cak : {32, 64}) CHECK_FALSE(refusal(Profile::generic, suite, 2, cak));
}

TEST_CASE("[M63] AWS and Alibaba Cloud need the SCI") {
  for (const Profile profile : profiles) CHECK_FALSE(send_sci_problem(profile, true));
  for (const Profile profile : {Profile::generic, Profile::ibm})
    CHECK_FALSE(send_sci_problem(profile, false));
  for (const Profile profile : {Profile::aws, Profile::alibaba})
    CHECK(send_sci_problem(profile, false)->code == Errc::sci_required);
}

TEST_CASE("[M53] a fail-open end before Alibaba Cloud is warned of") {
  for (const char* mode : {"should_encrypt", "no_encrypt"}) {
    const auto said = settings_warnings(made("alibaba", {{"encryptionMode", mode}}));
    REQUIRE(said.size() == 1);
    CHECK(said[0].code == "peer-must-encrypt");
    CHECK(settings_warnings(made("aws", {{"encryptionMode", mode}})).empty());
  }
}

TEST_CASE("[M73] AWS bounds the members of a LAG by their speed") {
  CHECK(lag_warnings(Profile::aws, 4, 10'000).empty());
  CHECK(lag_warnings(Profile::aws, 5, 10'000).size() == 1);
  CHECK(lag_warnings(Profile::aws, 5, std::nullopt).size() == 1);
  CHECK(lag_warnings(Profile::aws, 2, 100'000).empty());
  CHECK(lag_warnings(Profile::aws, 3, 100'000).size() == 1);
  CHECK(lag_warnings(Profile::aws, 3, 400'000).size() == 1);
  CHECK(lag_warnings(Profile::generic, 8, 400'000).empty());
}

TEST_CASE("a keychain that a profile or suite does not fit is found, and its key named") {
  Keychain keys;
  REQUIRE(keys.add(name_of(64), test::derived(1), {}, 3));
  REQUIRE(keys.add(ckn("aa01"), test::derived(2), {}, 3));
  CHECK_FALSE(keychain_problem(made("generic"), keys));
  CHECK_FALSE(keychain_problem(made("ibm"), keys));
  const auto problem = keychain_problem(made("aws"), keys);
  REQUIRE(problem);
  CHECK(problem->code == Errc::incorrect_status);
  CHECK(problem->what.find("key aa01: ") == 0);
}
