#include "secrets/planned_deletion.hpp"

#include "catch.hpp"

using namespace macsecd;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const WallTime wall = std::chrono::sys_days(std::chrono::year{2026} / 11 / 25);

RunningTime at(seconds since_boot, const std::string& boot = "first") { return {boot, since_boot}; }

PlannedDeletion planned(seconds in = days(30)) {
  return *PlannedDeletion::in(in, at(hours(5)), wall);
}

PlannedDeletion stored_and_read(const PlannedDeletion& deletion) {
  return *PlannedDeletion::from(to_json(deletion));
}

}  // namespace

TEST_CASE("[M77] a deletion is planned in 7 to 30 days") {
  CHECK(PlannedDeletion::in(days(7), at(seconds(0)), wall));
  CHECK(PlannedDeletion::in(days(30), at(seconds(0)), wall));
  CHECK_FALSE(PlannedDeletion::in(days(7) - seconds(1), at(seconds(0)), wall));
  CHECK_FALSE(PlannedDeletion::in(days(30) + seconds(1), at(seconds(0)), wall));
  CHECK_FALSE(PlannedDeletion::in(seconds(-1), at(seconds(0)), wall));
}

TEST_CASE("[M77] it is due when its time has passed, and not a second earlier") {
  PlannedDeletion deletion = planned(days(7));
  deletion.advance(at(hours(5) + days(7) - seconds(1)));
  CHECK_FALSE(deletion.is_due());
  CHECK(deletion.left() == seconds(1));
  deletion.advance(at(hours(5) + days(7)));
  CHECK(deletion.is_due());
}

TEST_CASE("[M77] restarts of the agent lose nothing of the time") {
  PlannedDeletion deletion = planned(days(7));
  for (int day = 1; day <= 7; ++day) {
    CHECK_FALSE(deletion.is_due());
    deletion = stored_and_read(deletion);
    deletion.advance(at(hours(5) + days(day)));
  }
  CHECK(deletion.is_due());
}

TEST_CASE("[M77] neither a reboot nor another machine brings it forward") {
  PlannedDeletion deletion = planned(days(7));
  deletion.advance(at(hours(5) + days(2)));
  deletion = stored_and_read(deletion);
  deletion.advance(at(days(400), "second"));  // the state of a backup, on a machine that ran long
  CHECK(deletion.left() == days(5));
  deletion.advance(at(days(401), "second"));
  CHECK(deletion.left() == days(4));
  deletion.advance(at(days(500), "first"));
  CHECK(deletion.left() == days(4));
}

TEST_CASE("[M77] a kernel that does not name its run counts nothing") {
  PlannedDeletion deletion = *PlannedDeletion::in(days(7), at(seconds(0), ""), wall);
  deletion.advance(at(days(100), ""));
  CHECK(deletion.left() == days(7));
}

TEST_CASE("[M77] a clock that goes back counts nothing") {
  PlannedDeletion deletion = planned(days(7));
  deletion.advance(at(hours(1)));
  CHECK(deletion.left() == days(7));
  deletion.advance(at(hours(2)));
  CHECK(deletion.left() == days(7) - hours(1));
}

TEST_CASE("[M77] the clock on the wall only says when, and never counts") {
  const PlannedDeletion deletion = planned(days(7));
  CHECK(deletion.expected(wall) == wall + days(7));
  CHECK(deletion.expected(wall + days(1000)) == wall + days(1007));
  CHECK(deletion.left() == days(7));
}

TEST_CASE("[M80] the owner is reminded 7, 3 and 1 days before, once each") {
  PlannedDeletion deletion = planned();
  CHECK_FALSE(deletion.take_reminder());
  CHECK(deletion.until_next() == days(23));
  deletion.advance(at(hours(5) + days(23)));
  CHECK(deletion.take_reminder() == 7);
  CHECK_FALSE(deletion.take_reminder());
  deletion = stored_and_read(deletion);
  CHECK_FALSE(deletion.take_reminder());
  CHECK(deletion.until_next() == days(4));
  deletion.advance(at(hours(5) + days(27)));
  CHECK(deletion.take_reminder() == 3);
  deletion.advance(at(hours(5) + days(29)));
  CHECK(deletion.take_reminder() == 1);
  CHECK(deletion.until_next() == days(1));
  deletion.advance(at(hours(5) + days(30)));
  CHECK_FALSE(deletion.take_reminder());
  CHECK(deletion.until_next() == seconds(0));
}

TEST_CASE("[M80] a long sleep is followed by the last reminder alone") {
  PlannedDeletion deletion = planned();
  deletion.advance(at(hours(5) + days(29) + hours(1)));
  CHECK(deletion.take_reminder() == 1);
  CHECK_FALSE(deletion.take_reminder());
}

TEST_CASE("[M77] a plan of seven days is told when it is made") {
  PlannedDeletion deletion = planned(days(7));
  CHECK_FALSE(deletion.take_reminder());
  CHECK(deletion.until_next() == days(4));
}

TEST_CASE("[M77] a plan that makes no sense is none") {
  const auto good = to_json(planned());
  REQUIRE(PlannedDeletion::from(good));
  for (const char* member : {"lengthSeconds", "askedAt"}) {
    auto bad = good;
    bad.erase(member);
    CHECK_FALSE(PlannedDeletion::from(bad));
  }
  for (const auto& [member, value] :
       std::initializer_list<std::pair<const char*, macsec::Json>>{{"lengthSeconds", 60},
                                                                   {"countedSeconds", -1},
                                                                   {"countedSeconds", 1e30},
                                                                   {"bootId", 7},
                                                                   {"remindedAtDays", 9}}) {
    auto bad = good;
    bad[member] = value;
    CHECK_FALSE(PlannedDeletion::from(bad));
  }
  CHECK_FALSE(PlannedDeletion::from(nullptr));
}

TEST_CASE("the running time is known") {
  const RunningTime now = running_time();
  CHECK(now.boot_id.size() == 36);
  CHECK(now.since_boot > seconds(0));
}
