#include "trial_device.hpp"

#include "log.hpp"
#include "macsec_link.hpp"
#include "rehearsal.hpp"
#include "secy_linux.hpp"

namespace macsecd {
namespace {

constexpr const char* trial_name = "macsecd-trial";
// MKA numbers real ports from 1: no other device on the interface has this SCI.
constexpr std::uint16_t trial_port = 0xfffe;

// One of an agent that died in the middle of a trial.
void remove_former(netlink::Kernel& kernel) {
  const auto former = kernel.link(trial_name);
  if (!former || !former->macsec || former->macsec->sci.port != trial_port) return;
  if (auto gone = delete_device(kernel, former->ifindex); !gone)
    log::warning(log::one_line(gone.error()));
}

}  // namespace

std::optional<macsec::Error> try_suite(netlink::Kernel& kernel, mka::Random& random,
                                       const netlink::Link& parent, mka::CipherSuite suite) {
  remove_former(kernel);
  const netlink::MacsecLinkRequest request{.name = trial_name,
                                           .parent = parent.ifindex,
                                           .sci = {parent.mac, trial_port},
                                           .suite = suite};
  const std::string where = parent.name + ": ";
  if (const auto made = kernel.route(netlink::create_macsec_link(request)); !made)
    return refused(
        where + "the kernel makes no MACsec device of " + std::string(mka::to_string(suite)),
        made.error());
  const auto device = kernel.link(trial_name);
  if (!device) return refused(where + "the device of a trial is gone", device.error());
  SecyLinux secy(kernel, device->ifindex, suite);
  const bool works = rehearse_sak(secy, random, parent.mac, suite).done;
  const auto gone = delete_device(kernel, device->ifindex);
  if (!works)
    return refused(where + "the kernel cannot use a SAK of " + std::string(mka::to_string(suite)),
                   secy.last_error().value_or(netlink::KernelError{}));
  if (!gone) return gone.error();
  return std::nullopt;
}

}  // namespace macsecd
