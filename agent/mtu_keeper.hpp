// Keeps the MTU of a macsec device in step with its parent's, as the operator's rule says, and
// gives the parent back the MTU that it had.
#pragma once

#include <functional>
#include <optional>

#include "key_state.hpp"
#include "mtu.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

class MtuKeeper {
 public:
  // `raised` is stored with the connection; `save` does it before the parent is touched, so that
  // the former MTU is known after a crash.
  MtuKeeper(netlink::Kernel& kernel, std::optional<RaisedMtu>& raised, std::function<void()> save)
      : kernel_(kernel), raised_(raised), save_(std::move(save)) {}

  // Done again whenever something else may have changed either MTU.
  void keep(const MtuRule& rule, const netlink::Link& parent, const netlink::Link& device);
  // The connection leaves its parent for good.
  void restore(const netlink::Link& parent);

  // Why the packets cannot be as large as the rule says.
  const std::optional<Reason>& problem() const { return problem_; }

 private:
  std::uint32_t set_parent(const netlink::Link& parent, std::uint32_t usual, std::uint32_t wanted);
  void set_device(const netlink::Link& device, std::uint32_t mtu);

  netlink::Kernel& kernel_;
  std::optional<RaisedMtu>& raised_;
  std::function<void()> save_;
  std::optional<Reason> problem_;
};

}  // namespace macsecd
