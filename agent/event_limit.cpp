#include "event_limit.hpp"

#include <algorithm>
#include <utility>

namespace macsecd {

std::optional<std::uint64_t> EventLimit::admit(const std::string& what, mka::Time now) {
  if (buckets_.size() >= buckets && buckets_.count(what) == 0) buckets_.clear();
  Bucket& bucket = buckets_.try_emplace(what, Bucket{burst, now, 0}).first->second;
  const auto earned = (now - bucket.refilled) / refill;
  if (earned > 0) {
    bucket.tokens = static_cast<unsigned>(std::min<std::int64_t>(burst, bucket.tokens + earned));
    bucket.refilled += earned * refill;
  }
  if (bucket.tokens == 0) {
    ++bucket.left_out;
    return std::nullopt;
  }
  --bucket.tokens;
  return std::exchange(bucket.left_out, 0);
}

}  // namespace macsecd
