#include "control/log_limit.hpp"

#include <algorithm>
#include <utility>

namespace macsec {

void LogLimit::Bucket::fill(Time now, std::chrono::milliseconds every, unsigned most) {
  const auto earned = (now - refilled) / every;
  if (earned <= 0) return;
  tokens = static_cast<unsigned>(std::min<std::int64_t>(most, tokens + earned));
  refilled += earned * every;
}

std::optional<std::uint64_t> LogLimit::admit(uid_t user, Time now) {
  if (users_.size() >= users && users_.count(user) == 0) users_.clear();
  Bucket& one = users_.try_emplace(user, Bucket{burst, now}).first->second;
  if (!all_) all_ = Bucket{burst_of_all, now};
  one.fill(now, refill, burst);
  all_->fill(now, refill_of_all, burst_of_all);
  if (one.tokens == 0 || all_->tokens == 0) {
    ++one.left_out;
    return std::nullopt;
  }
  --one.tokens;
  --all_->tokens;
  return std::exchange(one.left_out, 0);
}

}  // namespace macsec
