#include "mtu_keeper.hpp"

#include <algorithm>
#include <utility>

namespace macsecd {
namespace {

Reason too_small(const std::string& interface, std::uint32_t wanted,
                 const netlink::KernelError& error) {
  return {"mtu-too-small",
          interface + " cannot have an MTU of " + std::to_string(wanted) + ": " + describe(error),
          "use --mtu keep-parent or a smaller number, or an interface that can take more"};
}

}  // namespace

void MtuKeeper::keep(const MtuRule& rule, const netlink::Link& parent,
                     const netlink::Link& device) {
  problem_.reset();
  const std::uint32_t usual = usual_mtu(parent.mtu, raised_);
  const MtuPlan plan = mtu_plan(rule, usual);
  const std::uint32_t above = set_parent(parent, usual, plan.parent);
  // The members of a bond, team or bridge have its MTU.
  if (!device.master) set_device(device, std::min(plan.device, largest_device_mtu(above)));
}

// What it has then.
std::uint32_t MtuKeeper::set_parent(const netlink::Link& parent, std::uint32_t usual,
                                    std::uint32_t wanted) {
  const auto before = raised_;
  raised_.reset();
  if (wanted != usual) raised_ = RaisedMtu{usual, wanted};
  if (parent.mtu == wanted) return wanted;
  if (raised_ && raised_ != before) save_();
  const auto done = kernel_.route(netlink::set_mtu(parent.ifindex, wanted));
  if (!done) {
    problem_ = too_small(parent.name, wanted, done.error());
    raised_ = before;
    return parent.mtu;
  }
  return wanted;
}

void MtuKeeper::set_device(const netlink::Link& device, std::uint32_t mtu) {
  if (device.mtu == mtu) return;
  const auto done = kernel_.route(netlink::set_mtu(device.ifindex, mtu));
  if (!done) problem_ = too_small(device.name, mtu, done.error());
}

void MtuKeeper::restore(const netlink::Link& parent) {
  const auto raised = std::exchange(raised_, std::nullopt);
  problem_.reset();
  if (raised && raised->now == parent.mtu)
    (void)kernel_.route(netlink::set_mtu(parent.ifindex, raised->before));
}

}  // namespace macsecd
