// Keeps the MTU of a macsec device in step with its parent's, as the operator's rule says, and gives
// the parent back the MTU that it had.
#pragma once

#include <optional>

#include "key_state.hpp"
#include "mtu.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

class MtuKeeper {
 public:
  // `raised` is stored with the connection.
  MtuKeeper(netlink::Kernel& kernel, std::optional<RaisedMtu>& raised)
      : kernel_(kernel), raised_(raised) {}

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
  std::optional<Reason> problem_;
};

}  // namespace macsecd
