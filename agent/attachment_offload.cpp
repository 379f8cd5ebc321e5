// Attachment: which hardware does the work of the device.
#include <algorithm>
#include <cerrno>

#include "attachment.hpp"
#include "clock.hpp"
#include "log.hpp"
#include "offload_trial.hpp"
#include "suite_choice.hpp"

namespace macsecd {
namespace {

using macsec::Failure;
using macsec::Result;
using netlink::Offload;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

// Nobody can take up a device over a parent that is down, or serve one that is gone.
bool is_no_refusal(int os_error) { return os_error == ENETDOWN || os_error == ENODEV; }

}  // namespace

OffloadWish Attachment::offload_wish() const {
  const OffloadWish wish = saved_.settings.offload.wish;
  return wish == OffloadWish::automatic && offload_abandoned_ ? OffloadWish::off : wish;
}

// The one that an agent before us left.
bool Attachment::device_is_offloaded() const {
  const auto link = world_.kernel.link(saved_.settings.device);
  const auto devices = world_.kernel.macsec_devices();
  if (!link || !devices) return false;
  return std::ranges::any_of(*devices, [&](const netlink::MacsecDevice& device) {
    return device.ifindex == link->ifindex && device.offload != Offload::off;
  });
}

Result<void> Attachment::settle_offload(const netlink::Link& parent, MacsecLink& device) {
  const bool hands_off = !saved_.created_device || device.held;
  const auto attempts =
      offload_attempts(offload_wish(), suite_in_use(saved_.settings, saved_.device));
  if (hands_off || (attempts.empty() && device.offload == Offload::off)) return {};
  const auto verdict = try_offload(
      world_.kernel, world_.random,
      {device.ifindex, parent.mac, policy_of(saved_.settings, saved_.device), attempts});
  if (!verdict) return Failure{verdict.error()};
  device.offload = verdict->in_effect;
  if (verdict->in_effect != Offload::off) offload_refusal_.clear();
  if (verdict->in_effect != Offload::off || attempts.empty()) return {};
  const std::string why = joined(verdict->refusals);
  if (saved_.settings.offload.wish != OffloadWish::automatic)
    return Failure{{macsec::Errc::kernel_unsupported,
                    parent.name + ": MACsec cannot be offloaded to hardware: " + why,
                    "with --offload auto software does what the hardware refuses"}};
  offload_refused(why);
  return {};
}

void Attachment::offload_refused(std::string why) {
  if (std::exchange(offload_refusal_, why) == why) return;
  tell(Level::warning, "offload-refused", "software does the work: " + why);
}

void Attachment::secy_refused(int os_error, const std::string& why) {
  const bool may = saved_.settings.offload.wish == OffloadWish::automatic;
  if (!may || !port_ || !port_->offloaded() || is_no_refusal(os_error)) return;
  if (std::exchange(offload_abandoned_, true)) return;  // under way
  offload_refused(why);
  // Not from within the port that failed. Its SAs go with the hardware: the next attachment finds a
  // device where it must not be.
  retry_.set(now(), [this] {
    port_.reset();
    if (const auto attached = attach(); !attached) log::error(log::one_line(attached.error()));
    hooks_.settled();
  });
}

std::optional<Offload> Attachment::offload_in_effect() const {
  if (!port_) return std::nullopt;
  return port_->plan().offload;
}

std::optional<Reason> Attachment::offload_reason(bool secured) const {
  if (!port_) return std::nullopt;
  const std::string& parent = saved_.settings.interface;
  if (!port_->offloaded()) {
    if (saved_.settings.offload.wish == OffloadWish::off || offload_refusal_.empty())
      return std::nullopt;
    return Reason{"offload-refused",
                  "software protects the frames: the hardware of " + parent + " does not",
                  offload_refusal_};
  }
  if (!secured || port_->counters_reliable()) return std::nullopt;
  return Reason{"offload-unverified",
                "the hardware of " + parent + " has not counted a protected frame",
                "without traffic that is so; else only a capture on the wire can show that it "
                "protects frames"};
}

}  // namespace macsecd
