// Looks at the packet numbers and counters of all macsec devices with one dump.
#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <optional>

#include "alarm.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

class Poller {
 public:
  using OnDevice = std::function<void(const netlink::MacsecDevice&)>;

  // `interval` is asked before each wait: the shortest that any port needs; none without ports.
  Poller(asio::io_context& io, netlink::Kernel& kernel,
         std::function<std::optional<mka::Duration>()> interval, OnDevice on_device);

  void start();
  // Now, unless the last look was a moment ago.
  void refresh();

 private:
  void poll();

  netlink::Kernel& kernel_;
  std::function<std::optional<mka::Duration>()> interval_;
  OnDevice on_device_;
  Alarm alarm_;
  mka::Time polled_{};
  bool failing_ = false;
};

}  // namespace macsecd
