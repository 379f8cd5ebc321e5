#include "alarm.hpp"

#include "clock.hpp"

namespace macsecd {

void Alarm::set(mka::Time at, std::function<void()> ring) {
  timer_.expires_at(on_clock(at));
  const std::uint64_t mine = ++*turn_;
  timer_.async_wait([mine, ring = std::move(ring),
                     turn = std::weak_ptr(turn_)](const asio::error_code& cancelled) {
    const auto current = turn.lock();
    if (!cancelled && current && *current == mine) ring();
  });
}

void Alarm::clear() {
  ++*turn_;
  timer_.cancel();
}

}  // namespace macsecd
