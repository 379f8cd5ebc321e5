// Sees the MKPDUs that come and go at an interface, whoever's they are and under whatever tag, with
// the kernel's time stamps; says nothing itself.
#pragma once

#include <asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "fd_watch.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"
#include "netlink/kernel_error.hpp"

namespace macsecd {

struct TappedFrame {
  std::chrono::nanoseconds time{};  // since 1970
  bool outbound = false;
  std::size_t original_size = 0;  // more than `octets` if it was cut
  std::vector<std::uint8_t> octets{};
};

class MkpduTap {
 public:
  using OnFrame = std::function<void(const TappedFrame& frame)>;

  // `on_frame` may destroy the tap.
  MkpduTap(asio::io_context& io, OnFrame on_frame);
  ~MkpduTap();
  MkpduTap(const MkpduTap&) = delete;
  MkpduTap& operator=(const MkpduTap&) = delete;

  netlink::KernelResult<void> open(std::uint32_t ifindex);

  // Frames that were not handed on: more of them than anybody's MKA makes.
  std::uint64_t lost() const { return lost_; }

 private:
  netlink::KernelResult<void> set_up(std::uint32_t ifindex);
  void on_readable();
  bool read_one();
  bool within_budget();

  asio::io_context& io_;
  OnFrame on_frame_;
  std::uint64_t lost_ = 0;
  mka::Time second_{};  // the budget's present one
  unsigned handed_on_ = 0;
  int fd_ = -1;
  std::unique_ptr<FdWatch> watch_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace macsecd
