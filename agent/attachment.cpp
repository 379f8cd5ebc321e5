#include "attachment.hpp"

#include <algorithm>
#include <cerrno>

#include "clock.hpp"
#include "log.hpp"
#include "netlink/parent.hpp"
#include "poll_interval.hpp"
#include "suite_choice.hpp"

namespace macsecd {
namespace {

using macsec::Failure;
using macsec::Result;

constexpr mka::Duration first_retry{1000};
constexpr mka::Duration last_retry{30000};
// A parent that is deleted takes the device with it, and is told a moment later.
constexpr mka::Duration device_retry{100};

// Bonds and teams see no more of a member than whether it is up.
ClosedPort closed_port_of(const SavedConnection& saved) {
  return saved.lag.empty() ? ClosedPort::dormant : ClosedPort::admin_down;
}

Reason as_reason(const macsec::Error& error) {
  return {std::string(macsec::name_of(error.code)), error.what,
          error.os_message.empty() ? error.hint : error.os_message};
}

}  // namespace

Attachment::Attachment(const World& world, SavedConnection& saved, Hooks hooks)
    : world_(world),
      saved_(saved),
      hooks_(std::move(hooks)),
      parent_care_(world, saved, hooks_.worth_saving, hooks_.save_now),
      retry_(world.io),
      rebuild_(world.io),
      mtu_(world.kernel, saved.device.raised_mtu, hooks_.save_now),
      backoff_(first_retry) {}

Result<void> Attachment::attach() {
  if (port_) return {};
  const auto parent = world_.kernel.link(saved_.settings.interface);
  if (!parent) {
    note_parent_gone();
    return {};
  }
  auto attached = attach_to(*parent);
  if (!attached) {
    // Where it is it still has our SCI.
    if (!device_moved_ || attached.error().os != EBUSY) problem_ = as_reason(attached.error());
    attach_again(std::exchange(backoff_, std::min(backoff_ * 2, last_retry)));
    return attached;
  }
  backoff_ = first_retry;
  device_moved_ = false;
  problem_.reset();
  retry_.clear();
  if (std::exchange(was_gone_, false))
    tell(Level::info, "interface-back", parent->name + " is back");
  return {};
}

Result<void> Attachment::attach_to(const netlink::Link& parent) {
  // An interface that was ours once is guarded whatever stands in the way now.
  const bool known = saved_.parent_before.has_value();
  if (known)
    if (auto guarded = guard(parent); !guarded) return guarded;
  const auto all = world_.kernel.links();
  if (!all) return Failure{refused("cannot list the interfaces", all.error())};
  if (const auto problem =
          netlink::parent_problem(parent, *all, saved_.settings.device_settings.on_vlan))
    return Failure{*problem};
  if (!known)
    if (auto guarded = guard(parent); !guarded) return guarded;
  parent_care_.find_users(*all);
  auto device = make_device(parent);
  parent_care_.set_offloaded(device ? device->offload != netlink::Offload::off
                                    : device_is_offloaded());
  const auto guarded = parent_care_.follow_settings();
  if (!device) return Failure{device.error()};
  if (!guarded) return guarded;
  auto port = LinuxPort::open(world_.io, world_.kernel, world_.random,
                              {parent,
                               device->ifindex,
                               {parent.mac, 1},
                               policy_of(saved_.settings, saved_.device),
                               device->held,
                               device->offload,
                               closed_port_of(saved_)},
                              hooks_.on_event, hooks_.settled);
  if (!port) return Failure{port.error()};
  port_ = std::move(*port);
  raised_ = belongings_ && !belongings_->up;
  if (raised_) belongings_.reset();  // nothing is to be given back to a device that stays down
  link_up_ = false;
  if (device->held) port_->port().set_link(parent.up && parent.lower_up);
  hooks_.attached();
  keep_mtu();
  set_link(parent);
  return {};
}

Result<void> Attachment::guard(const netlink::Link& parent) {
  parent_care_.set_offloaded(device_is_offloaded());
  return parent_care_.begin(parent);
}

// The hardware has nothing left to decrypt.
void Attachment::guard_in_software() {
  parent_care_.set_offloaded(false);
  if (!world_.kernel.link(saved_.settings.interface)) return;  // its removal is told next
  if (auto guarded = parent_care_.follow_settings(); !guarded)
    log::error(saved_.settings.name + ": " + log::one_line(guarded.error()));
}

Result<MacsecLink> Attachment::make_device(const netlink::Link& parent) {
  const MacsecLinkWish wish = wish_for(parent);
  auto made = create_or_adopt_device(world_.kernel, wish);
  if (!made && is_replaceable(parent)) made = replace_device(wish);
  if (!made) return Failure{made.error()};
  if (made->created && !std::exchange(saved_.created_device, true)) hooks_.worth_saving();
  if (made->created) give_belongings_back(*made);
  if (auto settled = settle_offload(parent, *made); !settled) return Failure{settled.error()};
  log::info(saved_.settings.name + ": " + (made->created ? "created " : "adopted ") +
            saved_.settings.device + " over " + parent.name +
            (!made->held            ? ""
             : made->held->in_clear ? ", open in clear"
                                    : ", whose session goes on"));
  return *made;
}

Result<void> Attachment::detach(Device fate) {
  retry_.clear();
  rebuild_.clear();
  offload_abandoned_ = false;
  const auto present = world_.kernel.link(saved_.settings.device);
  const bool at_work = std::exchange(port_, nullptr) != nullptr;
  if (fate == Device::keep) return {};
  const auto parent = world_.kernel.link(saved_.settings.interface);
  if (parent) mtu_.restore(*parent);
  // One of that name may be somebody else's, while ours is in another namespace.
  const bool ours =
      parent && present && present->kind == "macsec" && present->parent == parent->ifindex;
  if (!ours) return {};
  auto done = Outcome<void>();
  if (saved_.created_device)
    done = delete_device(world_.kernel, present->ifindex);
  else if (at_work)  // its owner keeps it, but nobody watches over our SAs any more
    done = remove_stale_sas(world_.kernel, present->ifindex);
  if (!done) return Failure{done.error()};
  return {};
}

void Attachment::attach_again(mka::Duration after) {
  retry_.set(now() + after, [this] {
    // Failures are told once, and stay visible as the connection's status reason.
    const auto before = problem_;
    const auto attached = attach();
    if (!attached && before != problem_)
      tell(Level::error, "attach-failed", log::one_line(attached.error()));
  });
}

void Attachment::on_link(netlink::LinkChange change, const netlink::Link& link) {
  parent_care_.on_link(change, link);
  const bool removed = change == netlink::LinkChange::removed;
  if (link.name == saved_.settings.interface) parent_moved_ = removed && link.moved_away;
  if (port_ && link.ifindex == port_->plan().parent.ifindex)
    return removed ? parent_gone() : follow_parent();
  if (port_ && link.ifindex == port_->plan().device)
    return removed ? device_gone(link) : follow_device(link);
  if (port_ || removed) return;
  if (link.name == saved_.settings.interface ||
      (device_moved_ && link.name == saved_.settings.device))
    attach_again(mka::Duration{0});
}

void Attachment::parent_gone() {
  port_.reset();
  offload_abandoned_ = false;  // what comes back may be another
  note_parent_gone();
  hooks_.settled();
}

// The device goes with its parent, and may be told of first: then this is found when it is made
// again.
void Attachment::note_parent_gone() {
  parent_care_.pause();
  const std::string& name = saved_.settings.interface;
  problem_ = parent_moved_
                 ? Reason{"interface-gone", name + " was moved to another network namespace",
                          "the connection goes on when it is moved back"}
                 : Reason{"interface-gone", name + " does not exist",
                          "the connection goes on when it appears"};
  if (!std::exchange(was_gone_, true))
    tell(Level::warning, "interface-gone",
         name + (parent_moved_ ? " was moved to another network namespace" : " is gone"));
}

void Attachment::device_gone(const netlink::Link& device) {
  const bool offloaded = port_->offloaded();
  port_.reset();
  device_moved_ = device.moved_away;
  if (device_moved_) {
    problem_ = Reason{"device-moved", device.name + " was moved to another network namespace",
                      "move it back; or delete it there, and it is made again here"};
    tell(Level::warning, "device-moved", problem_->message + ": nobody renews its keys there");
    attach_again(last_retry);
    return hooks_.settled();
  }
  if (offloaded) guard_in_software();
  problem_ = Reason{"device-gone", saved_.settings.device + " was deleted", "it is made again"};
  // Whoever deleted an adopted one gave it up: the next one is ours.
  tell(Level::warning, "device-gone", saved_.settings.device + " was deleted");
  attach_again(device_retry);
  hooks_.settled();
}

// What is told may be older than what we read when we attached: the kernel's present word counts.
void Attachment::follow_parent() {
  const auto present = world_.kernel.link(port_->plan().parent.ifindex);
  if (!present) return;  // its removal is told next
  const netlink::Link& parent = *present;
  if (parent.name != saved_.settings.interface) {
    tell(Level::info, "interface-renamed", saved_.settings.interface + " is now " + parent.name);
    saved_.settings.interface = parent.name;
    hooks_.worth_saving();
  }
  if (parent.mac != port_->plan().parent.mac) follow_mac(parent);
  if (!port_) return;
  keep_mtu();
  set_link(parent);
}

// The SCI contains the address and is fixed for the life of a device.
void Attachment::follow_mac(const netlink::Link& parent) {
  if (!saved_.created_device) return;  // an SCI stays valid, only its spelling is odd
  tell(Level::warning, "address-changed",
       parent.name + " has a new MAC address: " + saved_.settings.device + " is made again");
  (void)detach(Device::keep);
  attach_again(mka::Duration{0});
}

void Attachment::follow_device(const netlink::Link& device) {
  if (device.name != saved_.settings.device) {
    tell(Level::info, "device-renamed", saved_.settings.device + " is now " + device.name);
    saved_.settings.device = device.name;
    hooks_.worth_saving();
  }
  keep_mtu();
  if (device.up && !port_->secy().may_be_up()) return lower_device(device);
  if (device.operstate != netlink::Operstate::dormant) return;
  if (const auto raised = port_->secy().reassert_operstate(); !raised)
    log::warning(saved_.settings.name +
                 ": cannot set the operational state: " + netlink::describe(raised.error()));
}

void Attachment::set_link(const netlink::Link& parent) {
  const bool up = parent.up && parent.lower_up;
  if (parent.up) raise_device();
  if (std::exchange(link_up_, up) == up) return;
  tell(Level::info, up ? "link-up" : "link-down",
       parent.name + (up ? " has link" : " has no link"));
  port_->port().set_link(up && saved_.settings.admin_up());
  if (up) check_speed();
  hooks_.settled();
}

void Attachment::follow_admin_state() {
  if (port_) port_->port().set_link(link_up_ && saved_.settings.admin_up());
}

void Attachment::follow_lag() {
  if (!port_) return;
  const auto done = port_->secy().set_closed_port(port_->offloaded() ? ClosedPort::admin_down
                                                                     : closed_port_of(saved_));
  if (!done)
    log::error(saved_.settings.name + ": " + saved_.settings.device +
               " cannot follow its LAG: " + netlink::describe(done.error()));
  raised_ = false;
  if (const auto parent = world_.kernel.link(port_->plan().parent.ifindex); parent && parent->up)
    raise_device();
}

// Whoever took it up did not know that its port is closed; a bond does so with its members.
void Attachment::lower_device(const netlink::Link& device) {
  const auto down = world_.kernel.route(netlink::set_admin_state(device.ifindex, false));
  if (!down)
    log::error(saved_.settings.name + ": cannot take " + device.name +
               " down while it is not secured: " + netlink::describe(down.error()));
}

void Attachment::raise_device() {
  if (!port_->secy().may_be_up() || std::exchange(raised_, true)) return;
  const auto up = bring_up(world_.kernel, saved_.settings.device, port_->plan().device);
  if (up) {
    if (const auto before = std::exchange(belongings_, std::nullopt))
      tell_refusals(give_routes_back(world_.kernel, port_->plan().device, *before));
    return;
  }
  raised_ = false;
  log::error(saved_.settings.name + ": " + log::one_line(up.error()));
}

void Attachment::tell(Level level, const char* event, std::string message) {
  AgentEvent out{.event = event};
  out.connection = saved_.settings.name;
  out.message = std::move(message);
  out.level = level;
  world_.events.publish(std::move(out));
}

mka::Duration Attachment::poll_interval() const {
  return macsecd::poll_interval(suite_in_use(saved_.settings, saved_.device),
                                saved_.settings.rekey_packet_number,
                                netlink::link_speed(port_->plan().parent.ifindex));
}

}  // namespace macsecd
