#include "linux_port.hpp"

#include "macsec_link.hpp"
#include "rehearsal.hpp"

namespace macsecd {

LinuxPort::LinuxPort(asio::io_context& io, netlink::Kernel& kernel, mka::Random& random, Plan plan,
                     OnEvent on_event, OnSettled on_settled)
    : kernel_(kernel),
      plan_(std::move(plan)),
      secy_(kernel, plan_.device, plan_.policy.cipher_suite,
            offloaded() ? ClosedPort::admin_down : plan_.closed_port),
      socket_(io, [this](mka::Bytes frame) { port_.receive(frame); }),
      // A frame that cannot be sent is counted by the socket; the next hello comes anyway.
      port_({io, random, secy_, [this](mka::Bytes frame) { socket_.send(frame); },
             std::move(on_event), std::move(on_settled)},
            plan_.identity, plan_.policy) {}

macsec::Result<std::unique_ptr<LinuxPort>> LinuxPort::open(asio::io_context& io,
                                                           netlink::Kernel& kernel,
                                                           mka::Random& random, Plan plan,
                                                           OnEvent on_event, OnSettled on_settled) {
  const std::string parent = plan.parent.name;
  // Where a session is at work the kernel has its ciphers.
  SecyLinux trial(kernel, plan.device, plan.policy.cipher_suite);
  if (!plan.held && !rehearse_sak(trial, random, plan.identity.mac, plan.policy.cipher_suite).done)
    return macsec::Failure{refused(parent + ": the kernel cannot use a SAK of " +
                                       std::string(mka::to_string(plan.policy.cipher_suite)),
                                   trial.last_error().value_or(netlink::KernelError{}))};
  std::unique_ptr<LinuxPort> port(new LinuxPort(io, kernel, random, std::move(plan),
                                                std::move(on_event), std::move(on_settled)));
  if (auto bound = port->listen(port->plan_.policy); !bound) return macsec::Failure{bound.error()};
  if (port->plan_.held) {
    port->secy_.adopt(*port->plan_.held);
    port->port_.adopt(*port->plan_.held);
  }
  return port;
}

void LinuxPort::observe(const netlink::MacsecDevice& device) {
  if (!offloaded()) return port_.observe(to_counters(device));
  const auto parent = kernel_.link_statistics(plan_.parent.ifindex);
  port_.observe(offload_watch_.observe(device, parent ? std::optional(*parent) : std::nullopt));
}

macsec::Result<void> LinuxPort::listen(const mka::PortPolicy& policy) {
  const auto bound = socket_.bind(
      plan_.parent.ifindex, {.ether_type = policy.ether_type, .destination = policy.destination});
  if (bound) return {};
  return macsec::Failure{refused(plan_.parent.name + ": cannot listen to EAPOL", bound.error())};
}

macsec::Result<void> LinuxPort::set_policy(const mka::PortPolicy& policy) {
  if (policy.ether_type != plan_.policy.ether_type ||
      policy.destination != plan_.policy.destination) {
    if (auto listens = listen(policy); !listens) {
      (void)listen(plan_.policy);
      return listens;
    }
  }
  plan_.policy = policy;
  port_.set_policy(policy);
  return {};
}

}  // namespace macsecd
