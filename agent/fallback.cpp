#include "fallback.hpp"

#include <algorithm>
#include <utility>

namespace macsecd {

bool Fallback::observe(const std::vector<KeyRank>& in_service,
                       const std::optional<mka::Ckn>& governing) {
  if (!governing) return false;  // nothing governs: neither end of a fallback
  if (std::none_of(in_service.begin(), in_service.end(),
                   [&](const KeyRank& key) { return key.ckn == *governing; }))
    return false;  // one that leaves, and is about to be relieved
  bool newer = false;
  bool missed = false;
  for (const KeyRank& key : in_service) {
    if (key.ckn == *governing) break;
    newer = true;
    missed = missed || key.failed || key.ckn == governed_;
  }
  governed_ = governing;
  const bool now = newer && (entered_ || missed);
  return std::exchange(entered_, now) != now;
}

}  // namespace macsecd
