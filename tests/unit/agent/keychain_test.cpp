#include "keychain.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using test::ckn;
using test::derived;

namespace {
constexpr mka::Time start{};
}

TEST_CASE("[M28] the newest key is first, whatever the clock says") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start + mka::Duration(500)));
  REQUIRE(chain.add(ckn("02"), derived(2), start));
  REQUIRE(chain.keys().size() == 2);
  CHECK(chain.keys()[0].ckn == ckn("02"));
  CHECK(chain.keys()[0].sequence > chain.keys()[1].sequence);
  const auto for_engine = chain.for_engine();
  REQUIRE(for_engine.size() == 2);
  CHECK(for_engine[0].ckn == ckn("02"));
  CHECK(for_engine[0].keys.of_same_cak(derived(2)));
}

TEST_CASE(
    "[M27] beyond the limit the key to do without is named: a disassociated one, or the oldest") {
  Keychain chain;
  for (const char* name : {"01", "02", "03"}) REQUIRE(chain.add(ckn(name), derived(1), start, 3));
  auto fourth = chain.add(ckn("04"), derived(1), start, 3);
  REQUIRE_FALSE(fourth);
  CHECK(fourth.error().code == macsec::Errc::keychain_full);
  CHECK(fourth.error().hint.find("the oldest is --ckn 01") != std::string::npos);
  REQUIRE(chain.disassociate(ckn("02"), std::nullopt));
  fourth = chain.add(ckn("04"), derived(1), start, 3);
  CHECK(fourth.error().hint.find("delete-key NAME --ckn 02") != std::string::npos);
  CHECK(chain.keys().size() == 3);
  CHECK(chain.add(ckn("04"), derived(1), start, 4));
}

TEST_CASE("[M27] eight keys is the most that any limit allows") {
  Keychain chain;
  for (std::uint8_t i = 1; i <= 8; ++i)
    REQUIRE(chain.add(ckn("0" + std::to_string(i)), derived(i), start, 100));
  CHECK_FALSE(chain.add(ckn("09"), derived(9), start, 100));
}

TEST_CASE("[M36, M39] a disassociated key stays, takes no part, and can come back") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start));
  REQUIRE(chain.disassociate(ckn("01"), std::nullopt));
  CHECK(chain.keys().size() == 1);
  CHECK_FALSE(chain.any_wanted());
  CHECK(chain.for_engine().empty());
  const mka::Time later = start + mka::Duration(9000);
  REQUIRE(chain.associate_again(ckn("01"), later));
  CHECK(chain.any_wanted());
  REQUIRE(chain.for_engine().size() == 1);
  CHECK(chain.for_engine()[0].keys.of_same_cak(derived(1)));
  CHECK(chain.keys()[0].attempt.since == later);
}

TEST_CASE("[M38] a key that leaves takes part behind all others until it has left") {
  Keychain chain;
  for (const char* name : {"01", "02"}) REQUIRE(chain.add(ckn(name), derived(1), start));
  REQUIRE(chain.disassociate(ckn("02"), start + mka::Duration(18000)));
  REQUIRE(chain.for_engine().size() == 2);
  CHECK(chain.for_engine()[0].ckn == ckn("01"));
  CHECK(chain.for_engine()[1].ckn == ckn("02"));
  CHECK(chain.keys()[0].ckn == ckn("02"));
  chain.leave(ckn("02"));
  REQUIRE(chain.for_engine().size() == 1);
  CHECK(chain.for_engine()[0].ckn == ckn("01"));
}

TEST_CASE("[M37] a key waits for its time, and once started no clock stops it") {
  const WallTime noon = *wall_time_from("2026-01-31T12:00:00Z", WallTime{});
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start, 3, {.on = noon}));
  CHECK(chain.for_engine().empty());
  CHECK(chain.any_wanted());
  CHECK_FALSE(chain.start_due(noon - std::chrono::seconds(1), start));
  CHECK(chain.start_due(noon, start + mka::Duration(500)));
  CHECK(chain.for_engine().size() == 1);
  CHECK(chain.keys()[0].attempt.since == start + mka::Duration(500));
  CHECK_FALSE(chain.start_due(noon - std::chrono::hours(1), start));
  CHECK(chain.for_engine().size() == 1);
  // It serves: a later start can no longer be planned.
  const auto again = chain.add(ckn("01"), derived(1), start, 3, {.on = noon});
  REQUIRE_FALSE(again);
  CHECK(again.error().code == macsec::Errc::incorrect_status);
}

TEST_CASE("[M46] a key that waits for its peer only listens, until the peer was seen") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start, 3, {.on = std::nullopt, .when_peer_seen = true}));
  REQUIRE(chain.for_engine().size() == 1);
  CHECK(chain.for_engine()[0].listen_only);
  chain.peer_seen(ckn("01"));
  CHECK_FALSE(chain.for_engine()[0].listen_only);
}

TEST_CASE("[M37] a waiting key that is associated again without a time starts at once") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start, 3, {.on = wall_now() + std::chrono::hours(1)}));
  REQUIRE(chain.add(ckn("01"), derived(1), start));
  CHECK(chain.for_engine().size() == 1);
}

TEST_CASE("[M42] a CKN keeps its CAK; the same pair again is a fresh attempt") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start));
  const auto other = chain.add(ckn("01"), derived(2), start);
  REQUIRE_FALSE(other);
  CHECK(other.error().code == macsec::Errc::key_exists);
  CHECK(chain.keys()[0].derived->of_same_cak(derived(1)));

  REQUIRE(chain.add(ckn("01"), derived(1), start + mka::Duration(7000)));
  CHECK(chain.keys().size() == 1);
  CHECK(chain.keys()[0].attempt.since == start + mka::Duration(7000));
}

TEST_CASE("an unreadable key is not given to the engine, and can be repaired") {
  Keychain chain;
  REQUIRE(chain.restore({ckn("01"), std::nullopt, 5}));
  CHECK(chain.for_engine().empty());
  REQUIRE(chain.add(ckn("01"), derived(1), start));
  REQUIRE(chain.for_engine().size() == 1);
  CHECK(chain.keys()[0].sequence == 5);
}

TEST_CASE("[M28] restored keys are ordered by sequence; doubles and one too many are refused") {
  Keychain chain;
  CHECK(chain.restore({ckn("02"), derived(2), 2}));
  CHECK(chain.restore({ckn("03"), derived(3), 3}));
  CHECK(chain.restore({ckn("01"), derived(1), 1}));
  CHECK(chain.keys()[0].ckn == ckn("03"));
  CHECK(chain.keys()[2].ckn == ckn("01"));
  REQUIRE(chain.remove(ckn("02")));
  CHECK_FALSE(chain.restore({ckn("01"), derived(1), 9}));
  REQUIRE(chain.add(ckn("05"), derived(5), start));
  CHECK(chain.keys()[0].sequence == 4);
  for (std::uint8_t i = 0; i < 5; ++i)
    CHECK(chain.restore({ckn("1" + std::to_string(i)), derived(i), 10u + i}));
  CHECK_FALSE(chain.restore({ckn("20"), derived(9), 20}));
}

TEST_CASE("what is not there cannot be removed, disassociated or associated again") {
  Keychain chain;
  CHECK(chain.disassociate(ckn("01"), std::nullopt).error().code == macsec::Errc::key_not_found);
  CHECK(chain.associate_again(ckn("01"), start).error().code == macsec::Errc::key_not_found);
  const auto removed = chain.remove(ckn("01"));
  REQUIRE_FALSE(removed);
  CHECK(removed.error().code == macsec::Errc::key_not_found);
}

TEST_CASE("[M85] the fallback key is the last resort, whatever its age") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start));
  REQUIRE(chain.add(ckn("02"), derived(2), start, 8, {}, KeySession::fallback));
  REQUIRE(chain.add(ckn("03"), derived(3), start));
  REQUIRE(chain.keys().size() == 3);
  CHECK(chain.keys()[0].ckn == ckn("03"));
  CHECK(chain.keys()[1].ckn == ckn("01"));
  CHECK(chain.keys()[2].ckn == ckn("02"));
  CHECK(chain.keys()[2].sequence == 2);
  const auto for_engine = chain.for_engine();
  REQUIRE(for_engine.size() == 3);
  CHECK(for_engine.back().ckn == ckn("02"));
}

TEST_CASE("[M85] there is one fallback key at most, and a key stays what it is") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start, 8, {}, KeySession::fallback));
  const auto second = chain.add(ckn("02"), derived(2), start, 8, {}, KeySession::fallback);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == macsec::Errc::incorrect_status);
  CHECK_FALSE(chain.add(ckn("01"), derived(1), start, 8, {}, KeySession::primary));
  CHECK(chain.add(ckn("01"), derived(1), start));  // not said: as it is
  CHECK(chain.find(ckn("01"))->session == KeySession::fallback);
  CHECK(chain.keys().size() == 1);
}

TEST_CASE("[M85] from disk the order of preference is the same") {
  Keychain chain;
  for (const auto& [name, sequence, session] :
       std::initializer_list<std::tuple<const char*, std::uint64_t, KeySession>>{
           {"03", 3, KeySession::fallback},
           {"01", 1, KeySession::primary},
           {"02", 2, KeySession::primary}}) {
    Key key{ckn(name), derived(1), sequence};
    key.session = session;
    REQUIRE(chain.restore(std::move(key)));
  }
  CHECK(chain.keys()[0].ckn == ckn("02"));
  CHECK(chain.keys()[2].ckn == ckn("03"));
  Key another{ckn("04"), derived(1), 4};
  another.session = KeySession::fallback;
  CHECK_FALSE(chain.restore(std::move(another)));
}

TEST_CASE("[M85] a full keychain does not ask for the fallback key to go") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start, 2, {}, KeySession::fallback));
  REQUIRE(chain.add(ckn("02"), derived(2), start, 2));
  const auto full = chain.add(ckn("03"), derived(3), start, 2);
  REQUIRE_FALSE(full);
  CHECK(full.error().hint.find("the oldest is --ckn 02") != std::string::npos);
}

TEST_CASE("[M78] a key whose secret is to be deleted does not come back into use") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), derived(1), start));
  REQUIRE(chain.disassociate(ckn("01"), std::nullopt));
  chain.note_secret(ckn("01"), {std::nullopt, WallTime(std::chrono::days(20000))});
  const auto again = chain.associate_again(ckn("01"), start);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == macsec::Errc::secret_not_readable);
  CHECK(again.error().what.find("2024-10-04") != std::string::npos);
  CHECK_FALSE(chain.add(ckn("01"), derived(1), start));
  chain.note_secret(ckn("01"), {});
  CHECK(chain.associate_again(ckn("01"), start));
}
