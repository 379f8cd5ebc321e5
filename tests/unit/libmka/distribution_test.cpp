#include "distribution.hpp"

#include <array>

#include "catch.hpp"
#include "crypto/kdf.hpp"
#include "crypto/key_wrap.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Time start{100s};

Peer live(std::uint8_t mi, std::uint8_t mac,
          MacsecCapability capability = MacsecCapability::offset_0) {
  return {.mi = {{mi}}, .sci = {{{mac}}, 1}, .live = true, .capability = capability};
}

// A client with one key, and a server that wraps for it.
struct Offering {
  Ckn ckn = *Ckn::from_hex("6162");
  Kek kek = *crypto::derive_kek(*Cak::copy_from(std::array<std::uint8_t, 16>{1}), ckn);
  PortPolicy policy{.cipher_suite = CipherSuite::gcm_aes_128,
                    .accepted_suites = {CipherSuite::gcm_aes_128}};
  std::vector<Sci> members{{{{1}}, 1}, {{{2}}, 1}};
  const Sak* previous = nullptr;

  static Sak sak(std::uint8_t octet, std::size_t size = 16) {
    std::array<std::uint8_t, 32> octets{};
    octets.fill(octet);
    return *Sak::copy_from(Bytes(octets).first(size));
  }
  wire::DistributedSak wrap(const Sak& sak, CipherSuite suite = CipherSuite::gcm_aes_128) const {
    return {.an = An::from_bits(1),
            .confidentiality_code = 1,
            .key_number = 7,
            .cipher_suite_id = cipher_suite_id(suite),
            .short_form = suite == CipherSuite::gcm_aes_128,
            .wrapped = *crypto::wrap_sak(kek, sak)};
  }
  Result<AgreedSak, RefuseReason> judge(const wire::DistributedSak& offer) const {
    return accept_offer(offer, {.policy = policy,
                                .kek = kek,
                                .ckn = ckn,
                                .ki = {{{9}}, offer.key_number},
                                .members = members,
                                .previous = previous});
  }
  RefuseReason refusal(const wire::DistributedSak& offer) const {
    auto judged = judge(offer);
    REQUIRE_FALSE(judged);
    return judged.error();
  }
};

}  // namespace

TEST_CASE("the members of a SAK are told from the live peers of now", "[distribution]") {
  Distribution made;
  made.members = {{{{1}}, {{{0x0a}}, 1}}, {{{2}}, {{{0x0b}}, 1}}};
  using R = NewSakReason;
  CHECK_FALSE(made.membership_change(std::array{live(1, 0x0a), live(2, 0x0b)}));
  CHECK(made.membership_change(std::array{live(1, 0x0a)}) == R::peer_left);
  CHECK(made.membership_change(std::array{live(1, 0x0a), live(2, 0x0b), live(3, 0x0c)}) ==
        R::peer_joined);
  CHECK(made.membership_change(std::array{live(1, 0x0a), live(4, 0x0b)}) == R::peer_restarted);
  Peer potential = live(5, 0x0d);
  potential.live = false;
  CHECK_FALSE(made.membership_change(std::array{live(1, 0x0a), live(2, 0x0b), potential}));
}

TEST_CASE("a distribution is received when every live peer says so", "[distribution]") {
  Distribution made;
  made.ki = {{{9}}, 1};
  std::array peers{live(1, 0x0a), live(2, 0x0b)};
  CHECK_FALSE(made.received_by_all(peers));
  peers[0].reported[0] = {.ki = made.ki, .receives = true};
  CHECK_FALSE(made.received_by_all(peers));
  peers[1].reported[1] = {.ki = made.ki, .receives = true};
  CHECK(made.received_by_all(peers));
}

TEST_CASE("confidentiality is what every live peer can do", "[distribution]") {
  using C = Confidentiality;
  using M = MacsecCapability;
  const auto agreed = [](C configured, CipherSuite suite, M capability) {
    return agreed_confidentiality(configured, suite, std::array{live(1, 0x0a, capability)});
  };
  CHECK(agreed(C::offset_0, CipherSuite::gcm_aes_128, M::offset_0) == C::offset_0);
  CHECK(agreed(C::offset_0, CipherSuite::gcm_aes_128, M::integrity) == C::integrity_only);
  CHECK(agreed(C::offset_30, CipherSuite::gcm_aes_128, M::offset_0) == C::offset_0);
  CHECK(agreed(C::offset_30, CipherSuite::gcm_aes_128, M::any_offset) == C::offset_30);
  CHECK(agreed(C::offset_30, CipherSuite::gcm_aes_xpn_128, M::any_offset) == C::offset_0);
  CHECK(agreed(C::integrity_only, CipherSuite::gcm_aes_128, M::any_offset) == C::integrity_only);
}

TEST_CASE("an offer in order is accepted as it was made", "[distribution]") {
  const Offering o;
  const auto accepted = o.judge(o.wrap(Offering::sak(5)));
  REQUIRE(accepted);
  CHECK(accepted->sak->matches(Offering::sak(5)));
  CHECK(accepted->an == An::from_bits(1));
  CHECK(accepted->ki.number == 7);
  CHECK(accepted->members.size() == 2);
}

TEST_CASE("an offer is refused for what is wrong with it", "[distribution][must-reject A5-A7]") {
  Offering o;
  auto offer = o.wrap(Offering::sak(5));
  using R = RefuseReason;
  SECTION("unknown suite") {
    offer.cipher_suite_id = 42;
    CHECK(o.refusal(offer) == R::suite_unknown);
  }
  SECTION("suite not configured (K8)") {
    o.policy.accepted_suites = {CipherSuite::gcm_aes_256};
    CHECK(o.refusal(offer) == R::suite_not_accepted);
  }
  SECTION("integrity only where confidentiality is demanded (K7)") {
    offer.confidentiality_code = 0;
    CHECK(o.refusal(offer) == R::confidentiality_not_accepted);
    o.policy.confidentiality = Confidentiality::integrity_only;
    CHECK(o.judge(offer));
  }
  SECTION("an offset that the SecY cannot do") {
    offer.confidentiality_code = 2;
    CHECK(o.refusal(offer) == R::confidentiality_not_accepted);
    o.policy.capability = MacsecCapability::any_offset;
    CHECK(o.judge(offer));
  }
  SECTION("XPN with an offset") {
    o.policy.accepted_suites = {CipherSuite::gcm_aes_xpn_128};
    o.policy.capability = MacsecCapability::any_offset;
    offer = o.wrap(Offering::sak(5), CipherSuite::gcm_aes_xpn_128);
    offer.confidentiality_code = 3;
    CHECK(o.refusal(offer) == R::confidentiality_not_accepted);
  }
  SECTION("XPN with a member whose SCI is unknown") {
    o.policy.accepted_suites = {CipherSuite::gcm_aes_xpn_128};
    o.members.clear();
    CHECK(o.refusal(o.wrap(Offering::sak(5), CipherSuite::gcm_aes_xpn_128)) == R::member_unknown);
  }
  SECTION("damaged wrapping") {
    offer.wrapped.octets[3] ^= 1u;
    CHECK(o.refusal(offer) == R::unwrap_failed);
  }
  SECTION("a SAK of zeros, or the one before (K12)") {
    CHECK(o.refusal(o.wrap(Offering::sak(0))) == R::weak_sak);
    const Sak before = Offering::sak(5);
    o.previous = &before;
    CHECK(o.refusal(offer) == R::weak_sak);
  }
}

TEST_CASE("no SAK is taken twice from one server", "[distribution][must-reject K4 K11]") {
  const Offering o;
  SakOffers offers;
  using Kind = SakOffers::Kind;
  const auto offer = o.wrap(Offering::sak(5));
  const Ki ki{{{9}}, 7};
  CHECK(offers.classify(ki, offer) == Kind::fresh);
  offers.accepted(ki, offer, start);
  CHECK(offers.offered_at() == start);
  CHECK(offers.classify(ki, offer) == Kind::repeated);
  auto other_an = offer;
  other_an.an = other_an.an.next();
  CHECK(offers.classify(ki, other_an) == Kind::altered);
  CHECK(offers.classify(ki, o.wrap(Offering::sak(6))) == Kind::altered);
  CHECK(offers.classify({ki.server, 6}, offer) == Kind::number_behind);
  CHECK(offers.classify({ki.server, 8}, offer) == Kind::fresh);
  CHECK(offers.classify({{{1}}, 1}, offer) == Kind::fresh);
  SECTION("not even after other servers have been heard") {
    for (std::uint8_t mi = 20; mi < 26; ++mi) offers.accepted({{{mi}}, 1}, offer, start);
    CHECK(offers.classify(ki, offer) == Kind::repeated);
  }
}

TEST_CASE("a repeated refusal is told once", "[distribution]") {
  SakOffers offers;
  const Ki ki{{{9}}, 7};
  CHECK(offers.refused({ki, RefuseReason::unwrap_failed}));
  CHECK_FALSE(offers.refused({ki, RefuseReason::unwrap_failed}));
  CHECK(offers.refused({ki, RefuseReason::weak_sak}));
  CHECK(offers.last_refusal()->reason == RefuseReason::weak_sak);
}
