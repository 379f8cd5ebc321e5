#include "mka_ear.hpp"

#include <utility>

#include "clock.hpp"

namespace macsecd {

netlink::KernelResult<void> MkaEar::listen(std::uint32_t ifindex, mka::Duration limit,
                                           std::function<void(std::uint64_t)> done) {
  if (auto bound = socket_.bind(ifindex); !bound) return bound;
  done_ = std::move(done);
  end_.set(now() + limit, [this] { tell(); });
  return {};
}

void MkaEar::heard() {
  end_.set(now(), [this] { tell(); });
}

// Whoever is told may let go of us.
void MkaEar::tell() {
  const auto done = std::exchange(done_, nullptr);
  done(socket_.counters().received);
}

}  // namespace macsecd
