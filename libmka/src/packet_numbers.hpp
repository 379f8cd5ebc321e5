// The packet numbers of one transmit SA over the last seconds, for the LPN that we report
// (802.1X 9.10).
#pragma once

#include <array>
#include <optional>

#include "mka/time.hpp"
#include "mka/types.hpp"
#include "wire/mkpdu.hpp"

namespace mka {

class PacketNumbers {
 public:
  // `next_pn` is the number of the next frame.
  void observe(Time now, Pn next_pn);
  Pn next() const { return next_; }
  // The next PN as of at least 2 s ago: frames below it were sent longer ago than that. At least 1.
  Pn lowest(Time now) const;

 private:
  struct Sample {
    Time at{};
    Pn next = 0;  // 0: none
  };
  // 2 s of history at ten observations a second, and then some.
  std::array<Sample, 32> samples_{};
  std::size_t newest_ = 0;
  Pn next_ = 1;
};

// A peer's LPN in full: from its XPN set, or completed from what we have received ourselves
// (`highest`, the highest PN received under that SA) where it sent only the low half.
Pn full_lowest_pn(std::uint32_t low, std::optional<std::uint32_t> high, Pn highest, bool xpn);

// An LPN as SAK Use carries it: its low half is never 0, which some receivers take for an error.
Pn reportable_lowest_pn(Pn lowest);

}  // namespace mka
