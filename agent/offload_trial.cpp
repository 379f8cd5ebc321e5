#include "offload_trial.hpp"

#include <cerrno>
#include <optional>

#include "rehearsal.hpp"
#include "secy_linux.hpp"

namespace macsecd {
namespace {

using netlink::Kernel;
using netlink::KernelError;
using netlink::KernelResult;
using netlink::Offload;

KernelResult<void> set(Kernel& kernel, const OffloadTrial& trial, Offload where) {
  const auto family = kernel.macsec_family();
  if (!family) return mka::Failure{family.error()};
  return kernel.generic(
      netlink::set_offload({*family, trial.device, trial.policy.cipher_suite}, where));
}

// Down only if it must be: that costs a device its IPv6 addresses.
KernelResult<void> switch_to(Kernel& kernel, const OffloadTrial& trial, Offload where) {
  auto done = set(kernel, trial, where);
  if (done || done.error().os != EBUSY) return done;
  if (auto down = kernel.route(netlink::set_admin_state(trial.device, false)); !down) return down;
  return set(kernel, trial, where);
}

// Everything that will be asked of the SecY for sure: a mode that lets clear text pass needs a SecY
// that does.
std::optional<KernelError> refused_work(Kernel& kernel, mka::Random& random,
                                        const OffloadTrial& trial) {
  const mka::PortPolicy& policy = trial.policy;
  const mka::SetProtection closed{
      .confidentiality = policy.confidentiality != mka::Confidentiality::integrity_only,
      .replay_window = policy.replay_window};
  mka::SetProtection clear = closed;
  clear.protect_frames = false;
  clear.validate_frames = mka::ValidateFrames::check;
  SecyLinux secy(kernel, trial.device, policy.cipher_suite, ClosedPort::admin_down);
  const bool takes_clear =
      policy.mode == mka::EncryptionMode::must_encrypt || secy.apply(clear).done;
  if (takes_clear && secy.apply(closed).done &&
      rehearse_sak(secy, random, trial.mac, policy.cipher_suite).done)
    return std::nullopt;
  return secy.last_error().value_or(KernelError{});
}

}  // namespace

Outcome<OffloadVerdict> try_offload(Kernel& kernel, mka::Random& random,
                                    const OffloadTrial& trial) {
  OffloadVerdict verdict;
  for (const Offload where : trial.attempts) {
    const auto switched = switch_to(kernel, trial, where);
    const auto refused = switched ? refused_work(kernel, random, trial) : switched.error();
    if (!refused) {
      verdict.in_effect = where;
      return verdict;
    }
    verdict.refusals.push_back(std::string(to_string(where)) + ": " + describe(*refused));
  }
  const auto software = switch_to(kernel, trial, Offload::off);
  if (!software)
    return mka::Failure{
        refused("cannot take the macsec device back from the hardware", software.error())};
  return verdict;
}

}  // namespace macsecd
