#include "sign_of_life.hpp"

#include <algorithm>

#include "clock.hpp"
#include "systemd.hpp"

namespace macsecd {

void SignOfLife::start() {
  const auto silence = systemd::longest_silence();
  if (!silence) return;
  interval_ = std::max(std::chrono::floor<mka::Duration>(*silence / 3), mka::Duration(1));
  give();
}

void SignOfLife::give() {
  systemd::alive();
  alarm_.set(now() + interval_, [this] { give(); });
}

}  // namespace macsecd
