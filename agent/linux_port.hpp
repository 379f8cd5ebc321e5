// A port on Linux: the engine with its EAPOL socket on the parent and its SecY on the macsec
// device.
#pragma once

#include <memory>

#include "control/result.hpp"
#include "eapol_socket.hpp"
#include "netlink/link.hpp"
#include "netlink/macsec_device.hpp"
#include "offload_watch.hpp"
#include "port.hpp"
#include "secy_linux.hpp"

namespace macsecd {

class LinuxPort {
 public:
  struct Plan {
    netlink::Link parent;
    std::uint32_t device = 0;  // ifindex of the macsec device
    mka::PortIdentity identity{};
    mka::PortPolicy policy{};
    std::optional<mka::HeldSecy> held{};  // what an agent before us left at work on the device
    netlink::Offload offload = netlink::Offload::off;
    // Offloaded, the device is down while the port is closed, whatever is said here.
    ClosedPort closed_port = ClosedPort::dormant;
  };
  using OnEvent = std::function<void(const mka::Event&)>;
  using OnSettled = std::function<void()>;

  static macsec::Result<std::unique_ptr<LinuxPort>> open(asio::io_context& io,
                                                         netlink::Kernel& kernel,
                                                         mka::Random& random, Plan plan,
                                                         OnEvent on_event, OnSettled on_settled);

  // Listens where the policy says before it speaks. Refused: it goes on as before.
  macsec::Result<void> set_policy(const mka::PortPolicy& policy);

  void observe(const netlink::MacsecDevice& device);

  Port& port() { return port_; }
  const Port& port() const { return port_; }
  SecyLinux& secy() { return secy_; }
  const SecyLinux& secy() const { return secy_; }
  const EapolSocket::Counters& eapol() const { return socket_.counters(); }
  const Plan& plan() const { return plan_; }
  bool offloaded() const { return plan_.offload != netlink::Offload::off; }
  // Otherwise all that the device counts may be 0 for ever.
  bool counters_reliable() const { return !offloaded() || offload_watch_.counters_move(); }

 private:
  LinuxPort(asio::io_context& io, netlink::Kernel& kernel, mka::Random& random, Plan plan,
            OnEvent on_event, OnSettled on_settled);
  macsec::Result<void> listen(const mka::PortPolicy& policy);

  netlink::Kernel& kernel_;
  Plan plan_;
  OffloadWatch offload_watch_;
  SecyLinux secy_;
  EapolSocket socket_;
  Port port_;
};

}  // namespace macsecd
