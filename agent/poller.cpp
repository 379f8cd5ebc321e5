#include "poller.hpp"

#include "clock.hpp"
#include "log.hpp"
#include "poll_interval.hpp"

namespace macsecd {

Poller::Poller(asio::io_context& io, netlink::Kernel& kernel,
               std::function<std::optional<mka::Duration>()> interval, OnDevice on_device)
    : kernel_(kernel),
      interval_(std::move(interval)),
      on_device_(std::move(on_device)),
      alarm_(io) {}

void Poller::start() {
  const auto interval = interval_();
  alarm_.set(now() + interval.value_or(slowest_poll), [this, wanted = interval.has_value()] {
    if (wanted) poll();
    start();
  });
}

void Poller::refresh() {
  if (now() - polled_ >= fastest_poll) poll();
}

void Poller::poll() {
  polled_ = now();
  const auto devices = kernel_.macsec_devices();
  if (!devices) {
    if (!failing_)
      log::warning("cannot read the packet numbers: " + netlink::describe(devices.error()));
    failing_ = true;
    return;
  }
  failing_ = false;
  for (const auto& device : *devices) on_device_(device);
}

}  // namespace macsecd
