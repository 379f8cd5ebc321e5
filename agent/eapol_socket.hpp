// The uncontrolled port: EAPOL-MKA frames of one interface, whole, from the destination address on.
#pragma once

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "fd_watch.hpp"
#include "mka/types.hpp"
#include "netlink/kernel_error.hpp"

namespace macsecd {

// What EAPOL goes under on the link.
struct EapolAddress {
  std::uint16_t ether_type = 0x888e;
  // A group address is joined besides those that 802.1X permits (table 11-1): whichever of them the
  // peer chooses, it is heard. With an individual one, what is sent to ourselves is heard, too.
  mka::MacAddress destination{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x03}};
};

class EapolSocket {
 public:
  using OnFrame = std::function<void(std::span<const std::uint8_t> frame)>;

  struct Counters {
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
    std::uint64_t oversized = 0;  // longer than limits::mkpdu_frame: dropped
    std::uint64_t elsewhere = 0;  // seen on a device above the interface: dropped
    std::uint64_t send_failed = 0;
  };

  // `on_frame` may destroy the socket.
  EapolSocket(asio::io_context& io, OnFrame on_frame);
  ~EapolSocket();
  EapolSocket(const EapolSocket&) = delete;
  EapolSocket& operator=(const EapolSocket&) = delete;

  // Listens on this interface and to this address from now on, also after the former interface was
  // deleted. Refused: it is deaf until it is bound again.
  netlink::KernelResult<void> bind(std::uint32_t ifindex, const EapolAddress& address = {});

  int send(std::span<const std::uint8_t> frame);  // errno, 0 when sent
  const Counters& counters() const { return counters_; }

 private:
  netlink::KernelResult<void> open();
  netlink::KernelResult<void> filter(const EapolAddress& address);
  netlink::KernelResult<void> join(std::uint32_t ifindex, const EapolAddress& address);
  void leave();
  void on_readable();
  bool read_one();

  asio::io_context& io_;
  OnFrame on_frame_;
  Counters counters_{};
  std::uint32_t ifindex_ = 0;
  std::vector<mka::MacAddress> groups_;  // joined on it
  int fd_ = -1;
  std::unique_ptr<FdWatch> watch_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace macsecd
