#include "sak.hpp"

#include <array>

#include "catch.hpp"
#include "crypto/kdf.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

// A key server whose SAK is in use and in order.
SakFacts content() {
  return {.may_distribute = true,
          .since_distribution = 60s,
          .settled = true,
          .highest_pn = 1000,
          .pn_threshold = 0xC0000000,
          .age = 60s};
}

class CountingRandom : public Random {
 public:
  bool fill(std::span<std::uint8_t> out) override {
    for (auto& octet : out) octet = ++last_;
    return works;
  }
  bool works = true;

 private:
  std::uint8_t last_ = 0;
};

}  // namespace

TEST_CASE("a SAK in order is left alone", "[sak]") { CHECK_FALSE(why_new_sak(content())); }

TEST_CASE("each trigger of 802.1X 9.8 has its reason", "[sak]") {
  SakFacts f = content();
  SECTION("none yet") {
    f.missing = NewSakReason::first_peer;
    CHECK(why_new_sak(f) == NewSakReason::first_peer);
  }
  SECTION("members changed, even while a distribution is under way") {
    f.membership = NewSakReason::peer_left;
    f.settled = false;
    CHECK(why_new_sak(f) == NewSakReason::peer_left);
  }
  SECTION("packet numbers, 32 bits") {
    f.highest_pn = 0xC0000000;
    CHECK(why_new_sak(f) == NewSakReason::packet_numbers_low);
    f.highest_pn -= 1;
    CHECK_FALSE(why_new_sak(f));
  }
  SECTION("asked") {
    f.asked = true;
    CHECK(why_new_sak(f) == NewSakReason::asked);
  }
  SECTION("policy") {
    f.policy_changed = true;
    CHECK(why_new_sak(f) == NewSakReason::policy_changed);
  }
  SECTION("lifetime") {
    f.age_limit = 60s;
    CHECK(why_new_sak(f) == NewSakReason::lifetime_over);
    f.age = 59999ms;
    CHECK_FALSE(why_new_sak(f));
    CHECK(new_sak_due_in(f) == 1ms);
  }
  SECTION("volume") {
    f.octet_limit = 5000;
    f.octets = 5000;
    CHECK(why_new_sak(f) == NewSakReason::volume_used);
    f.octets = 4999;
    CHECK_FALSE(why_new_sak(f));
  }
}

TEST_CASE("only who may distribute makes a SAK", "[sak]") {
  SakFacts f = content();
  f.may_distribute = false;
  f.missing = NewSakReason::first_peer;
  f.asked = true;
  f.highest_pn = f.pn_threshold;
  CHECK_FALSE(why_new_sak(f));
  CHECK_FALSE(new_sak_due_in(f));
}

TEST_CASE("one rotation at a time", "[sak]") {
  SakFacts f = content();
  f.settled = false;
  f.asked = f.policy_changed = true;
  f.highest_pn = f.pn_threshold;
  f.age_limit = 30s;
  CHECK_FALSE(why_new_sak(f));
}

TEST_CASE("while newcomers knock, distributions keep the MKA Life Time apart", "[sak]") {
  SakFacts f = content();
  f.potential_peers = true;
  f.since_distribution = 5s;
  f.membership = NewSakReason::peer_joined;
  CHECK_FALSE(why_new_sak(f));
  CHECK(new_sak_due_in(f) == 1s);
  SECTION("then the request is still there") {
    f.since_distribution = 6s;
    CHECK(why_new_sak(f) == NewSakReason::peer_joined);
  }
  SECTION("packet numbers do not wait") {
    f.highest_pn = f.pn_threshold;
    CHECK(why_new_sak(f) == NewSakReason::packet_numbers_low);
  }
}

TEST_CASE("timer and volume never rotate faster than the ANs allow", "[sak]") {
  SakFacts f = content();
  f.age = 9s;
  f.age_limit = 1s;
  f.octet_limit = 1;
  f.octets = 2;
  CHECK_FALSE(why_new_sak(f));
  CHECK(new_sak_due_in(f) == 1s);
  f.age = 10s;
  CHECK(why_new_sak(f) == NewSakReason::lifetime_over);
}

TEST_CASE("packet numbers are low at 75 % of what the suite has", "[sak]") {
  CHECK(exhaustion_threshold(CipherSuite::gcm_aes_128, 0) == 0xC0000000u);
  CHECK(exhaustion_threshold(CipherSuite::gcm_aes_xpn_256, 0) == 0xC000000000000000u);
  CHECK(exhaustion_threshold(CipherSuite::gcm_aes_xpn_256, 5) == 5u);
}

TEST_CASE("a SAK is random octets of the suite's length", "[sak][802.1X 9.8.1]") {
  CountingRandom random;
  const auto sak = generate_sak(16, random);
  REQUIRE(sak);
  CHECK(sak->size() == 16);
  CHECK(sak->expose()[0] == 1);
  CHECK(sak->expose()[15] == 16);
  CHECK(generate_sak(32, random)->size() == 32);
  SECTION("without randomness there is none") {
    random.works = false;
    CHECK_FALSE(generate_sak(16, random));
  }
  SECTION("nor from a source that gives zeros") {
    class : public Random {
      bool fill(std::span<std::uint8_t> out) override {
        std::ranges::fill(out, std::uint8_t{0});
        return true;
      }
    } zeros;
    CHECK_FALSE(generate_sak(16, zeros));
  }
}
