// Whether the path to the peers carries frames of a size: for a while each MKPDU is followed by one
// that is filled up to it. A peer names in its lists the last message of ours that it has heard:
// the filled one, or, where the path drops that, the one before.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "mka/paths.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

class PathProbe {
 public:
  void begin(std::size_t frame_octets, Time until) {
    told_ = PathProbeStatus{.frame_octets = frame_octets};
    until_ = until;
    filled_ = {};
  }

  // The size of the frame that is to follow now.
  std::optional<std::size_t> wanted(Time now) const {
    if (!told_ || now >= until_ || told_->sent >= filled_.size()) return std::nullopt;
    return told_->frame_octets;
  }

  void sent(Mn filled) { filled_[told_->sent++] = filled; }

  // A peer names this message of ours. Message numbers begin anew with each MI, and are never 0.
  void named(Mn mn) {
    if (!told_) return;
    const auto is = [&](Mn number) {
      return number != 0 && std::ranges::find(filled_, number) != filled_.end();
    };
    if (is(mn)) ++told_->heard;
    if (is(mn + 1)) ++told_->passed_over;
  }

  const std::optional<PathProbeStatus>& status() const { return told_; }

 private:
  std::optional<PathProbeStatus> told_;
  Time until_{};
  std::array<Mn, 8> filled_{};  // more than four hellos and what triggers the others
};

}  // namespace mka
