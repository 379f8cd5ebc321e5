#include "rotation.hpp"

#include "catch.hpp"
#include "keys.hpp"
#include "saved_rotation.hpp"

using namespace macsecd;
using namespace std::chrono_literals;
using mka::Duration;
using test::ckn;

namespace {

Rotation rotation(bool keep_old = false) {
  return {.fresh = ckn("02"),
          .old = {ckn("01")},
          .bake = 10s,
          .keep_old = keep_old,
          .started_at = WallTime{60s}};
}

mka::SakStatus sak(const std::optional<mka::Ckn>& of, bool receives, bool transmits) {
  mka::SakStatus status{{{}, 1}, *mka::An::from(0), of};
  status.receives = receives;
  status.transmits = transmits;
  return status;
}

mka::KayStatus status(const mka::Ckn& live_on) {
  mka::KayStatus status;
  status.secured = true;
  mka::ParticipantStatus participant{live_on, true, {}};
  participant.live.push_back({});
  status.participants.push_back(participant);
  return status;
}

}  // namespace

TEST_CASE("[M32] a rotation in every situation: what phase it is, and what is to be done") {
  using enum RotationPhase;
  using enum RotationStep;
  const std::optional<Duration> never;
  const std::optional<Duration> part{4s};
  const std::optional<Duration> whole{10s};
  struct Row {
    bool wanted, live;
    std::optional<Duration> carries;
    bool old_wanted, old_leaves, keep_old;
    RotationPhase phase;
    RotationStep step;
  };
  // clang-format off
  const std::vector<Row> rows{
      // wanted live carries old wanted/leaves keep  phase             step
      {true,  false, never,  true,  false, false, waiting_for_peer, wait},
      {true,  false, part,   true,  false, false, waiting_for_peer, wait},
      {true,  false, whole,  true,  false, false, waiting_for_peer, wait},
      {true,  true,  never,  true,  false, false, moving,           wait},
      {true,  true,  part,   true,  false, false, baking,           wait},
      {true,  true,  part,   false, false, false, baking,           wait},
      {true,  true,  whole,  true,  false, false, retiring,         retire_old},
      {true,  true,  whole,  true,  true,  false, retiring,         retire_old},
      {true,  true,  whole,  false, true,  false, retiring,         wait},
      {true,  true,  whole,  false, false, false, retiring,         finish},
      {true,  true,  part,   true,  false, true,  baking,           wait},
      {true,  true,  whole,  true,  false, true,  retiring,         finish},
      {true,  true,  whole,  false, false, true,  retiring,         finish},
      {false, false, never,  true,  false, false, waiting_for_peer, abort},
      {false, true,  whole,  true,  false, false, waiting_for_peer, abort},
      {false, true,  whole,  false, false, true,  waiting_for_peer, abort},
  };
  // clang-format on
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    INFO("row " << i);
    const auto decision = next_step(rotation(row.keep_old), {row.wanted, row.live, row.carries,
                                                             row.old_wanted, row.old_leaves});
    CHECK(decision.phase == row.phase);
    CHECK(decision.step == row.step);
    CHECK(decision.bake_left.has_value() == (row.phase == baking));
  }
  CHECK(next_step(rotation(), {true, true, part, true}).bake_left == Duration{6s});
}

TEST_CASE("without a bake time the old key goes as soon as the traffic has moved") {
  Rotation at_once = rotation();
  at_once.bake = 0s;
  CHECK(next_step(at_once, {true, true, Duration{0}, true}).step == RotationStep::retire_old);
}

TEST_CASE("[M32] the new key carries the traffic when no SAK of another key is left") {
  mka::KayStatus present = status(ckn("02"));
  CHECK_FALSE(carries_alone(present, ckn("02")));  // no SAK
  present.latest = sak(ckn("02"), true, false);
  CHECK_FALSE(carries_alone(present, ckn("02")));
  present.latest = sak(ckn("02"), true, true);
  CHECK(carries_alone(present, ckn("02")));
  CHECK_FALSE(carries_alone(present, ckn("01")));
  present.old = sak(ckn("01"), true, false);  // the peer may still transmit with it
  CHECK_FALSE(carries_alone(present, ckn("02")));
  present.old = sak(std::nullopt, true, true);  // adopted from the agent's run before
  CHECK_FALSE(carries_alone(present, ckn("02")));
}

TEST_CASE("a rotation of the SAK under the new key does not interrupt its bake time") {
  mka::KayStatus present = status(ckn("02"));
  present.latest = sak(ckn("02"), false, false);
  present.old = sak(ckn("02"), true, true);
  CHECK(carries_alone(present, ckn("02")));
}

TEST_CASE("without session or live peer the new key carries nothing") {
  mka::KayStatus present = status(ckn("02"));
  present.latest = sak(ckn("02"), true, true);
  present.secured = false;
  CHECK_FALSE(carries_alone(present, ckn("02")));
  present.secured = true;
  present.participants[0].live.clear();
  CHECK_FALSE(carries_alone(present, ckn("02")));
}

TEST_CASE("what was asked for survives a restart") {
  const auto keep_old = GENERATE(false, true);
  const auto back = rotation_from(to_json(rotation(keep_old)));
  REQUIRE(back);
  CHECK(*back == rotation(keep_old));
}

TEST_CASE("a stored rotation that is not as written is none") {
  const macsec::Json good = to_json(rotation());
  for (const auto& [member, value] :
       std::vector<std::pair<std::string, macsec::Json>>{{"ckn", "0"},
                                                         {"ckn", nullptr},
                                                         {"oldCkns", "01"},
                                                         {"oldCkns", {1}},
                                                         {"oldCkns", nullptr},
                                                         {"bakeSeconds", -1},
                                                         {"bakeSeconds", longest_bake.count() + 1},
                                                         {"keepOld", "no"},
                                                         {"startedAt", "yesterday"}}) {
    INFO(member << " " << value.dump());
    macsec::Json bad = good;
    bad[member] = value;
    CHECK_FALSE(rotation_from(bad));
  }
  CHECK_FALSE(rotation_from(macsec::Json::array()));
}
