#include "secy_linux.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <variant>

namespace macsecd {
namespace {

using netlink::KernelResult;

// SAKs whose KI is remembered: more than can be alive in four ANs.
constexpr std::size_t remembered_kis = 64;

KernelResult<void> gone_is_done(KernelResult<void> result) {
  if (!result && result.error().os == ENODEV) return {};
  return result;
}

}  // namespace

SecyLinux::SecyLinux(netlink::Kernel& kernel, std::uint32_t ifindex, mka::CipherSuite suite,
                     ClosedPort closed_port)
    : kernel_(kernel), ifindex_(ifindex), suite_(suite), closed_port_(closed_port) {}

void SecyLinux::adopt(const mka::HeldSecy& held) {
  controlled_port_enabled_ = true;
  for (const auto& sa : held.counters.transmit) remember(sa.ki);
}

mka::SecyOutcome SecyLinux::apply(const mka::SecyOp& op) {
  const Done result = std::visit([this](const auto& o) { return carry_out(o); }, op);
  if (result) return {};
  last_error_ = result.error();
  return {.done = false, .os_error = result.error().os};
}

template <typename Build>
SecyLinux::Done SecyLinux::generic(Build&& build) {
  const auto family = kernel_.macsec_family();
  if (!family) return mka::Failure{family.error()};
  return kernel_.generic(build(netlink::SecyAddress{*family, ifindex_, suite_}));
}

// Closing comes first and opening last: users of the device see it open only while it is.
SecyLinux::Done SecyLinux::carry_out(const mka::SetProtection& op) {
  controlled_port_enabled_ = op.controlled_port_enabled;
  if (!op.controlled_port_enabled)
    if (const auto closed = close_port(); !closed) return closed;
  if (const auto changed = kernel_.route(netlink::change_protection(ifindex_, op)); !changed)
    return changed;
  replay_window_ = op.replay_protect ? op.replay_window : 0;
  return open_port();
}

SecyLinux::Done SecyLinux::close_port() {
  const auto dormant = kernel_.route(netlink::set_operstate(ifindex_, netlink::Operstate::dormant));
  if (!dormant || closed_port_ == ClosedPort::dormant) return dormant;
  return kernel_.route(netlink::set_admin_state(ifindex_, false));
}

SecyLinux::Done SecyLinux::open_port() {
  if (closed_port_ == ClosedPort::admin_down && may_be_up())
    if (const auto up = kernel_.route(netlink::set_admin_state(ifindex_, true)); !up) return up;
  return reassert_operstate();
}

SecyLinux::Done SecyLinux::reassert_operstate() {
  if (!controlled_port_enabled_) return {};
  return kernel_.route(netlink::set_operstate(ifindex_, netlink::Operstate::up));
}

SecyLinux::Done SecyLinux::set_closed_port(ClosedPort closed_port) {
  const auto before = std::exchange(closed_port_, closed_port);
  if (before == closed_port) return {};
  const auto done = follow_users();
  if (!done) closed_port_ = before;  // so that it is asked for again
  return done;
}

SecyLinux::Done SecyLinux::hold_out(bool held_out) {
  const bool before = std::exchange(held_out_, held_out);
  if (before == held_out) return {};
  const auto done = follow_users();
  if (!done) held_out_ = before;
  return done;
}

SecyLinux::Done SecyLinux::follow_users() {
  if (!may_be_up()) return kernel_.route(netlink::set_admin_state(ifindex_, false));
  return open_port();
}

SecyLinux::Done SecyLinux::carry_out(const mka::CreateReceiveSc& op) {
  return generic([&](const auto& secy) { return netlink::add_receive_sc(secy, op.sci); });
}

SecyLinux::Done SecyLinux::carry_out(const mka::DeleteReceiveSc& op) {
  return gone_is_done(
      generic([&](const auto& secy) { return netlink::delete_receive_sc(secy, op.sci); }));
}

SecyLinux::Done SecyLinux::carry_out(const mka::InstallReceiveSa& op) {
  return generic([&](const auto& secy) { return netlink::add_receive_sa(secy, op); });
}

SecyLinux::Done SecyLinux::carry_out(const mka::EnableReceiveSa& op) {
  return generic([&](const auto& secy) {
    return netlink::update_receive_sa(secy, op.sci, op.an, {.active = true});
  });
}

// The kernel compares with its next PN less the window, and would lower it as readily as raise it.
SecyLinux::Done SecyLinux::carry_out(const mka::SetReceiveLowestPn& op) {
  const mka::Pn wanted = op.lowest_pn + replay_window_;
  const auto present = next_receive_pn(op.sci, op.an);
  if (!present) return mka::Failure{present.error()};
  if (*present == 0 || *present >= wanted) return {};
  return generic([&](const auto& secy) {
    return netlink::update_receive_sa(secy, op.sci, op.an, {.next_pn = wanted});
  });
}

SecyLinux::Done SecyLinux::carry_out(const mka::DeleteReceiveSa& op) {
  const auto stopped = gone_is_done(generic([&](const auto& secy) {
    return netlink::update_receive_sa(secy, op.sci, op.an, {.active = false});
  }));
  if (!stopped) return stopped;
  return gone_is_done(
      generic([&](const auto& secy) { return netlink::delete_receive_sa(secy, op.sci, op.an); }));
}

// The packet numbers of a SAK start at 1 once. The kernel would start them again without a word.
SecyLinux::Done SecyLinux::carry_out(const mka::InstallTransmitSa& op) {
  if (used_before(op.ki)) {
    return netlink::kernel_failure(EKEYREJECTED, "this SAK was installed for transmission before");
  }
  const auto added = generic([&](const auto& secy) { return netlink::add_transmit_sa(secy, op); });
  if (!added) return added;
  remember(op.ki);
  fresh_[op.an.value()] = true;
  return {};
}

SecyLinux::Done SecyLinux::carry_out(const mka::EnableTransmitSa& op) {
  bool& fresh = fresh_[op.an.value()];
  if (!fresh) {
    return netlink::kernel_failure(
        EKEYREJECTED, "this transmit SA is not fresh: its packet numbers would repeat");
  }
  fresh = false;
  const auto active =
      generic([&](const auto& secy) { return netlink::activate_transmit_sa(secy, op.an, true); });
  if (!active) return active;
  return kernel_.route(netlink::change_encoding_sa(ifindex_, op.an));
}

SecyLinux::Done SecyLinux::carry_out(const mka::DeleteTransmitSa& op) {
  fresh_[op.an.value()] = false;
  const auto stopped = gone_is_done(
      generic([&](const auto& secy) { return netlink::activate_transmit_sa(secy, op.an, false); }));
  if (!stopped) return stopped;
  return gone_is_done(
      generic([&](const auto& secy) { return netlink::delete_transmit_sa(secy, op.an); }));
}

netlink::KernelResult<mka::Pn> SecyLinux::next_receive_pn(const mka::Sci& sci, mka::An an) {
  const auto devices = kernel_.macsec_devices();
  if (!devices) return mka::Failure{devices.error()};
  for (const auto& device : *devices) {
    if (device.ifindex != ifindex_) continue;
    for (const auto& sc : device.receive_scs) {
      if (sc.sci != sci) continue;
      for (const auto& sa : sc.sas) {
        if (sa.an == an) return sa.pn;
      }
    }
  }
  return netlink::kernel_failure(ENODEV, "no such receive SA");
}

bool SecyLinux::used_before(const mka::Ki& ki) const {
  return std::find(transmit_kis_.begin(), transmit_kis_.end(), ki) != transmit_kis_.end();
}

void SecyLinux::remember(const mka::Ki& ki) {
  if (transmit_kis_.size() == remembered_kis) transmit_kis_.pop_front();
  transmit_kis_.push_back(ki);
}

}  // namespace macsecd
