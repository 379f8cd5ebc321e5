// Listens for a while whether anybody speaks MKA on an interface, and says nothing itself.
#pragma once

#include <functional>

#include "alarm.hpp"
#include "eapol_socket.hpp"

namespace macsecd {

class MkaEar {
 public:
  explicit MkaEar(asio::io_context& io) : socket_(io, [this](auto) { heard(); }), end_(io) {}

  // `done` is called once, from the loop: with the first MKPDU, or when the time is over.
  netlink::KernelResult<void> listen(std::uint32_t ifindex, mka::Duration limit,
                                     std::function<void(std::uint64_t mkpdus)> done);

 private:
  void heard();
  void tell();

  EapolSocket socket_;
  Alarm end_;
  std::function<void(std::uint64_t)> done_;
};

}  // namespace macsecd
