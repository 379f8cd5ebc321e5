#include "suite_choice.hpp"

#include "catch.hpp"

using namespace macsecd;
using mka::CipherSuite;

namespace {

ConnectionSettings settings(std::vector<CipherSuite> accepted = {}) {
  ConnectionSettings s;
  s.interface = "eth3";
  s.device_settings.accepted_suites = std::move(accepted);
  return s;
}

}  // namespace

TEST_CASE("[M22] suites are spelled as vendors do, in any case") {
  for (const char* name : {"GCM-AES-XPN-256", "gcm-aes-xpn-256", "gcm_aes_xpn_256",
                           "GCM_AES_XPN_256", "Gcm-Aes_Xpn-256"})
    CHECK(mka::cipher_suite_from_name(name) == CipherSuite::gcm_aes_xpn_256);
  CHECK(mka::cipher_suite_from_name("GCM-AES-128") == CipherSuite::gcm_aes_128);
  CHECK(mka::cipher_suite_from_name("gcm-aes-256") == CipherSuite::gcm_aes_256);
  CHECK(mka::cipher_suite_from_name("gcm_aes_xpn_128") == CipherSuite::gcm_aes_xpn_128);
  CHECK_FALSE(mka::cipher_suite_from_name("gcm-aes-xpn-512"));
}

TEST_CASE("[M25, M26] 32-bit packet numbers are for slow ports") {
  for (const auto suite : {CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_256}) {
    CHECK(suite_fit(suite, std::nullopt) == SuiteFit::fits);
    CHECK(suite_fit(suite, 10'000) == SuiteFit::fits);
    CHECK(suite_fit(suite, 24'999) == SuiteFit::fits);
    CHECK(suite_fit(suite, 25'000) == SuiteFit::tight);
    CHECK(suite_fit(suite, 50'000) == SuiteFit::tight);
    CHECK(suite_fit(suite, 100'000) == SuiteFit::xpn_required);
  }
  CHECK(suite_fit(CipherSuite::gcm_aes_xpn_128, 400'000) == SuiteFit::fits);
  CHECK(suite_caution(CipherSuite::gcm_aes_256, 100'000)->message ==
        "at 100 Gb/s the packet numbers of gcm-aes-256 may last only 39 s");
}

TEST_CASE("[M25] an accepted suite counts like the own one") {
  CHECK_FALSE(xpn_problem(settings(), 400'000));
  CHECK(xpn_problem(settings({CipherSuite::gcm_aes_128}), 100'000)->code ==
        macsec::Errc::xpn_required);
  CHECK_FALSE(xpn_problem(settings({CipherSuite::gcm_aes_128}), 50'000));
}

TEST_CASE("[M24] the key server's suite is followed if it is accepted and nothing flows") {
  const auto s = settings({CipherSuite::gcm_aes_256});
  const SuiteOffer offer{CipherSuite::gcm_aes_256, true, true};
  CHECK(follows_offer(s, {}, offer));
  CHECK_FALSE(follows_offer(settings(), {}, offer));
  CHECK_FALSE(follows_offer(s, {}, {CipherSuite::gcm_aes_256, true, false}));     // traffic flows
  CHECK_FALSE(follows_offer(s, {}, {CipherSuite::gcm_aes_256, false, true}));     // not our device
  CHECK_FALSE(follows_offer(s, {}, {CipherSuite::gcm_aes_xpn_256, true, true}));  // it is that
  const SavedDevice imposed{.imposed_suite = CipherSuite::gcm_aes_256};
  CHECK(suite_in_use(s, imposed) == CipherSuite::gcm_aes_256);
  CHECK(follows_offer(s, imposed, {CipherSuite::gcm_aes_xpn_256, true, true}));  // back to ours
  CHECK(suite_in_use(settings(), imposed) == CipherSuite::gcm_aes_xpn_256);  // no longer accepted
}

TEST_CASE("the engine is given one suite: that of the device") {
  const SavedDevice imposed{.imposed_suite = CipherSuite::gcm_aes_256};
  const auto policy = policy_of(settings({CipherSuite::gcm_aes_256}), imposed);
  CHECK(policy.cipher_suite == CipherSuite::gcm_aes_256);
  CHECK(policy.accepted_suites == std::vector{CipherSuite::gcm_aes_256});
}
