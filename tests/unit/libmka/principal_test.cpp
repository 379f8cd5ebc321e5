#include "principal.hpp"

#include <vector>

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr Duration settle = 6s;
const Time start{100s};

PrincipalFacts serving(Time since) {
  return {.live_peers = 1, .live_since = since, .elected_self = true};
}
PrincipalFacts silent() { return {}; }
PrincipalFacts following(Time since, std::optional<Time> offered) {
  return {.live_peers = 1, .live_since = since, .sak_offered = offered};
}

}  // namespace

TEST_CASE("as key server the newest key with a live peer is principal", "[principal]") {
  const std::vector facts{silent(), serving(start), serving(start)};
  CHECK(choose_principal(std::nullopt, facts, start, settle) == 1u);
}

TEST_CASE("a better key must have been live for a while before traffic moves to it",
          "[principal]") {
  const std::vector facts{serving(start), serving(start - 1h)};
  CHECK(choose_principal(1, facts, start + 5999ms, settle) == 1u);
  CHECK(choose_principal(1, facts, start + 6s, settle) == 0u);
}

TEST_CASE("a lost principal is replaced at once", "[principal]") {
  const std::vector facts{silent(), serving(start)};
  CHECK(choose_principal(0, facts, start, settle) == 1u);
}

TEST_CASE("as client the key in which a SAK was offered last is principal", "[principal]") {
  const std::vector facts{following(start, start), following(start, start + 1s)};
  CHECK(choose_principal(0, facts, start + 2s, settle) == 1u);
}

TEST_CASE("a key that is offered elsewhere wins only if it is better than the one we serve",
          "[principal]") {
  const std::vector ours_newer{serving(start), following(start, start)};
  CHECK(choose_principal(std::nullopt, ours_newer, start + 10s, settle) == 0u);
  const std::vector theirs_newer{following(start, start), serving(start)};
  CHECK(choose_principal(std::nullopt, theirs_newer, start + 10s, settle) == 0u);
}

TEST_CASE("M30: a newer key that reaches fewer stations of a group waits for the others",
          "[principal]") {
  PrincipalFacts all = serving(start - 1h);
  all.live_peers = 2;
  const std::vector rotating{serving(start), all};
  CHECK(choose_principal(1, rotating, start + 1h, settle) == 1u);
  // The only key that a station still has is not waited for.
  PrincipalFacts fresh = all;
  fresh.live_since = start;
  const std::vector left_behind{serving(start - 1h), fresh};
  CHECK(choose_principal(0, left_behind, start, settle) == 1u);
  // One that only some know goes on while those that all know are on their way.
  const std::vector elsewhere{serving(start - 1h), following(start, {})};
  CHECK(choose_principal(0, elsewhere, start, settle) == 0u);
}

TEST_CASE("another server's key that reaches more stations is followed", "[principal]") {
  PrincipalFacts theirs = following(start, start);
  theirs.live_peers = 2;
  const std::vector facts{serving(start), theirs};
  CHECK(choose_principal(0, facts, start + 10s, settle) == 1u);
  // Before it is offered, too: what we could serve ourselves would leave somebody behind.
  theirs.sak_offered.reset();
  CHECK(choose_principal({}, std::vector{serving(start), theirs}, start + 10s, settle) == 1u);
}

TEST_CASE("with nobody live the principal stays", "[principal]") {
  const std::vector facts{silent(), silent()};
  CHECK(choose_principal(1, facts, start, settle) == 1u);
  CHECK_FALSE(choose_principal(std::nullopt, facts, start, settle));
}

TEST_CASE("without a SAK on offer any live key will do, the present one first", "[principal]") {
  const std::vector facts{following(start, {}), following(start, {})};
  CHECK(choose_principal(1, facts, start, settle) == 1u);
  CHECK(choose_principal(std::nullopt, facts, start, settle) == 0u);
}
