#include "clear_time.hpp"

#include <algorithm>

#include "members.hpp"

namespace macsecd {
namespace {

using namespace std::chrono_literals;

constexpr mka::Duration first_reminder = 10s;
constexpr mka::Duration last_reminder = 1h;

}  // namespace

macsec::Json to_json(const ClearTraffic& traffic) {
  macsec::Json out{{"seconds", traffic.seconds}};
  if (traffic.since) out["since"] = to_string(*traffic.since);
  return out;
}

ClearTraffic clear_traffic_from(const macsec::Json& entry) {
  ClearTraffic traffic;
  std::string since;
  Members in(entry);
  in.number("seconds", traffic.seconds, 0, UINT32_MAX);
  in.text("since", since);
  traffic.since = wall_time_from(since, WallTime{});
  return traffic;
}

ClearTime::ClearTime(ClearTraffic& traffic, mka::Time now, WallTime wall)
    : traffic_(traffic), told_after_(first_reminder) {
  if (traffic_.since) began_ = now - std::max(wall - *traffic_.since, 0s);
}

ClearTime::News ClearTime::look(bool clear, mka::Time now, WallTime wall) {
  if (clear && !traffic_.since) {
    traffic_.since = wall;
    began_ = now;
    ended_.reset();
    told_after_ = first_reminder;
    return News::started;
  }
  if (!clear && traffic_.since) {
    traffic_.since.reset();
    ended_ = now;
    traffic_.seconds += seconds(now);
    return News::stopped;
  }
  if (!clear || now - began_ < told_after_) return News::none;
  while (now - began_ >= told_after_) told_after_ += std::min(told_after_, last_reminder);
  return News::lasts;
}

std::uint64_t ClearTime::seconds(mka::Time now) const {
  const auto until = ended_.value_or(now);
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(until - began_).count());
}

std::uint64_t ClearTime::total(mka::Time now) const {
  return traffic_.seconds + (traffic_.since ? seconds(now) : 0);
}

}  // namespace macsecd
