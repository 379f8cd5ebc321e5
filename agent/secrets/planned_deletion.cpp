#include "secrets/planned_deletion.hpp"

#include <algorithm>
#include <array>

#include "members.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
using std::chrono::days;
using std::chrono::seconds;

constexpr std::array reminders{7, 3, 1};
constexpr int none_yet = 1000;

int told(int reminded) { return reminded == 0 ? none_yet : reminded; }

constexpr std::uint64_t number(seconds value) { return static_cast<std::uint64_t>(value.count()); }

}  // namespace

Result<PlannedDeletion> PlannedDeletion::in(seconds length, const RunningTime& present,
                                            WallTime wall) {
  if (length < soonest || length > latest)
    return Failure{{Errc::illegal_param,
                    "a deletion can be planned in 7 to 30 days, and not in " +
                        std::to_string(length.count()) + " s",
                    "--in 7d to --in 30d"}};
  PlannedDeletion out;
  out.length_ = length;
  out.mark_ = present;
  out.asked_at_ = wall;
  (void)out.take_reminder();  // that it was planned is told anyway
  return out;
}

// A kernel that was started since says nothing of the time before: what it was off, and who set its
// clock, is not known.
void PlannedDeletion::advance(const RunningTime& present) {
  const bool same_run = !present.boot_id.empty() && present.boot_id == mark_.boot_id;
  if (same_run && present.since_boot > mark_.since_boot)
    counted_ = std::min(length_, counted_ + (present.since_boot - mark_.since_boot));
  mark_ = present;
}

std::optional<int> PlannedDeletion::take_reminder() {
  std::optional<int> out;
  for (const int left_days : reminders)
    if (left() <= days(left_days) && left_days < told(reminded_)) out = reminded_ = left_days;
  return out;
}

seconds PlannedDeletion::until_next() const {
  for (const int left_days : reminders)
    if (left_days < told(reminded_) && left() > days(left_days)) return left() - days(left_days);
  return std::max(left(), seconds(0));
}

Json to_json(const PlannedDeletion& deletion) {
  return {{"lengthSeconds", number(deletion.length_)},
          {"countedSeconds", number(deletion.counted_)},
          {"bootId", deletion.mark_.boot_id},
          {"sinceBootSeconds", number(deletion.mark_.since_boot)},
          {"askedAt", to_string(deletion.asked_at_)},
          {"remindedAtDays", deletion.reminded_}};
}

std::optional<PlannedDeletion> PlannedDeletion::from(const Json& json) {
  constexpr std::uint64_t longest = number(latest);
  constexpr std::uint64_t furthest = 1ull << 40;
  Members in(json);
  std::uint64_t length = 0, counted = 0, since_boot = 0;
  std::string asked_at;
  PlannedDeletion out;
  in.number("lengthSeconds", length, number(soonest), longest);
  in.number("countedSeconds", counted, 0, longest);
  in.number("sinceBootSeconds", since_boot, 0, furthest);
  in.number("remindedAtDays", out.reminded_, 0, 7);
  in.text("bootId", out.mark_.boot_id);
  in.text("askedAt", asked_at);
  const auto asked = wall_time_from(asked_at, WallTime{});
  if (in.error() || length == 0 || !asked) return std::nullopt;
  out.length_ = seconds(length);
  out.counted_ = std::min(seconds(counted), out.length_);
  out.mark_.since_boot = seconds(since_boot);
  out.asked_at_ = *asked;
  return out;
}

}  // namespace macsecd
