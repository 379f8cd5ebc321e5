// The SecY of one port, carried out by the kernel's macsec driver: one operation, one or two
// commands.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>

#include "netlink/kernel.hpp"
#include "netlink/kernel_error.hpp"
#include "secy_driver.hpp"

namespace macsecd {

// What the users of a device see while its controlled port is closed.
enum class ClosedPort : std::uint8_t {
  dormant,     // addresses and routes stay, whoever asks for the operational state knows
  admin_down,  // for users that ask for no more than the admin state (bonds and teams), and where
               // the kernel does not keep a closed port from passing frames (hardware offload)
};

class SecyLinux : public SecyDriver {
 public:
  // `kernel` outlives it. The suite must be the device's.
  SecyLinux(netlink::Kernel& kernel, std::uint32_t ifindex, mka::CipherSuite suite,
            ClosedPort closed_port = ClosedPort::dormant);

  // What the device holds already: its port is open, and its SAKs are never installed again.
  void adopt(const mka::HeldSecy& held);

  mka::SecyOutcome apply(const mka::SecyOp& op) override;

  // What the kernel said to the last operation that failed.
  const std::optional<netlink::KernelError>& last_error() const { return last_error_; }

  // The kernel falls back to DORMANT by itself after carrier loss or admin down. Call this when the
  // device is seen dormant: it is raised again if the controlled port is open.
  netlink::KernelResult<void> reassert_operstate();
  // Whether the device may be up administratively at this moment.
  bool may_be_up() const {
    return closed_port_ == ClosedPort::dormant || (controlled_port_enabled_ && !held_out_);
  }
  bool controlled_port_enabled() const { return controlled_port_enabled_; }
  // The users are others now.
  netlink::KernelResult<void> set_closed_port(ClosedPort closed_port);
  // A device that goes down when it closes stays down meanwhile, although the port is open.
  netlink::KernelResult<void> hold_out(bool held_out);

  std::uint32_t ifindex() const { return ifindex_; }
  mka::CipherSuite suite() const { return suite_; }

 private:
  using Done = netlink::KernelResult<void>;

  Done carry_out(const mka::SetProtection& op);
  Done close_port();
  Done open_port();
  Done follow_users();
  Done carry_out(const mka::CreateReceiveSc& op);
  Done carry_out(const mka::DeleteReceiveSc& op);
  Done carry_out(const mka::InstallReceiveSa& op);
  Done carry_out(const mka::EnableReceiveSa& op);
  Done carry_out(const mka::SetReceiveLowestPn& op);
  Done carry_out(const mka::DeleteReceiveSa& op);
  Done carry_out(const mka::InstallTransmitSa& op);
  Done carry_out(const mka::EnableTransmitSa& op);
  Done carry_out(const mka::DeleteTransmitSa& op);

  // The command that `build` makes for our device.
  template <typename Build>
  Done generic(Build&& build);
  netlink::KernelResult<mka::Pn> next_receive_pn(const mka::Sci& sci, mka::An an);
  bool used_before(const mka::Ki& ki) const;
  void remember(const mka::Ki& ki);

  netlink::Kernel& kernel_;
  std::uint32_t ifindex_;
  mka::CipherSuite suite_;
  ClosedPort closed_port_;
  bool held_out_ = false;
  std::uint32_t replay_window_ = 0;
  bool controlled_port_enabled_ = false;
  std::array<bool, 4> fresh_{};       // transmit SAs we installed and never enabled, by AN
  std::deque<mka::Ki> transmit_kis_;  // whose packet numbers have begun
  std::optional<netlink::KernelError> last_error_;
};

}  // namespace macsecd
