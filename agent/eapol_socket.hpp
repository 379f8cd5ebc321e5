// The uncontrolled port: EAPOL-MKA frames of one interface, whole, from the destination address on.
#pragma once

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "fd_watch.hpp"
#include "mka/types.hpp"
#include "netlink/kernel_error.hpp"

namespace macsecd {

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

  // Listens on this interface from now on, also after the former one was deleted. `group` is joined
  // in addition to nothing else: MKPDUs have one destination (802.1X table 11-1).
  netlink::KernelResult<void> bind(std::uint32_t ifindex,
                                   const mka::MacAddress& group = pae_group_address);

  int send(std::span<const std::uint8_t> frame);  // errno, 0 when sent
  const Counters& counters() const { return counters_; }

  static constexpr mka::MacAddress pae_group_address{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x03}};

 private:
  netlink::KernelResult<void> open();
  void on_readable();
  bool read_one();

  asio::io_context& io_;
  OnFrame on_frame_;
  Counters counters_{};
  std::uint32_t ifindex_ = 0;
  mka::MacAddress group_{};
  int fd_ = -1;
  std::unique_ptr<FdWatch> watch_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace macsecd
