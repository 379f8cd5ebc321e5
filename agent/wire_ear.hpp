// Listens to what comes in on an interface beside MACsec, for a diagnosis: no more than so many
// frames, of each only the beginning.
#pragma once

#include <asio/io_context.hpp>
#include <memory>

#include "control/unique_fd.hpp"
#include "fd_watch.hpp"
#include "netlink/kernel_error.hpp"
#include "netlink/link.hpp"
#include "wire_sample.hpp"

namespace macsecd {

class WireEar {
 public:
  static constexpr std::uint64_t most_frames = 1000;

  WireEar(asio::io_context& io, std::uint16_t eapol_ether_type)
      : io_(io), eapol_ether_type_(eapol_ether_type) {}

  netlink::KernelResult<void> listen(const netlink::Link& link);
  const WireSample& sample() const { return sample_; }

 private:
  void on_readable();
  bool read_one();

  asio::io_context& io_;
  std::uint16_t eapol_ether_type_;
  mka::MacAddress own_{};
  WireSample sample_{};
  std::uint64_t frames_ = 0;
  macsec::UniqueFd fd_;
  std::unique_ptr<FdWatch> watch_;
};

}  // namespace macsecd
