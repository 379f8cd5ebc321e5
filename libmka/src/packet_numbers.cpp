#include "packet_numbers.hpp"

#include <algorithm>

#include "timers.hpp"

namespace mka {

void PacketNumbers::observe(Time now, Pn next_pn) {
  next_ = std::max(next_, next_pn);
  // Observations may come in bursts; two within a tenth of a second tell nothing more.
  const Sample& last = samples_[newest_];
  if (last.next != 0 && now - last.at < std::chrono::milliseconds(100)) return;
  newest_ = (newest_ + 1) % samples_.size();
  samples_[newest_] = {now, next_};
}

Pn PacketNumbers::lowest(Time now) const {
  Pn lowest = 1;
  for (const Sample& sample : samples_)
    if (sample.next != 0 && now - sample.at >= timers::lowest_pn_age)
      lowest = std::max(lowest, sample.next);
  return lowest;
}

Pn full_lowest_pn(std::uint32_t low, std::optional<std::uint32_t> high, Pn highest, bool xpn) {
  if (!xpn) return low;
  if (high && *high != 0) return (Pn{*high} << 32) | low;
  constexpr Pn half = Pn{1} << 31;
  constexpr Pn whole = Pn{1} << 32;
  Pn candidate = (highest & ~(whole - 1)) | low;
  if (candidate > highest + half && candidate >= whole) return candidate - whole;
  if (candidate + half < highest) return candidate + whole;
  return candidate;
}

Pn reportable_lowest_pn(Pn lowest) {
  lowest = std::max<Pn>(lowest, 1);
  return (lowest & 0xFFFFFFFFu) == 0 ? lowest - 1 : lowest;
}

}  // namespace mka
