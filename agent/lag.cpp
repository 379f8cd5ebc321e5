#include "lag.hpp"

#include <algorithm>

#include "clock.hpp"
#include "lag_device.hpp"
#include "log.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;

constexpr mka::Duration retry_after{2000};

Reason as_reason(const Error& error) {
  return {std::string(macsec::name_of(error.code)), error.what, error.hint};
}

}  // namespace

Lag::Lag(const World& world, SavedLag saved, Connections& connections,
         std::function<void()> worth_saving)
    : world_(world),
      saved_(std::move(saved)),
      connections_(connections),
      worth_saving_(std::move(worth_saving)),
      teamd_(world.io,
             [this](std::optional<Error> failed) {
               failed ? note_problem(as_reason(*failed)) : settle();
             }),
      settle_alarm_(world.io),
      retry_(world.io) {}

void Lag::set_minimum_links(std::uint32_t minimum) {
  saved_.settings.minimum_links = minimum;
  settle_soon();
}

void Lag::settle_soon() {
  settle_alarm_.set(now(), [this] { settle(); });
}

void Lag::try_again() {
  retry_.set(now() + retry_after, [this] { settle(); });
}

void Lag::settle() {
  keep_minimum();
  const auto present = device();
  // It sets the mode of the team, which the kernel refuses as soon as there is a port.
  if (teamd_.starting()) return tell_members();
  if (present) {
    ifindex_ = present->ifindex;
    note_problem(take_members_in(*present));
  } else {
    ifindex_.reset();
    note_problem(as_reason(present.error()));
  }
  tell_members();
  // Nobody tells when teamd is killed.
  if (saved_.settings.type == LagType::lacp) try_again();
}

void Lag::note_problem(std::optional<Reason> problem) {
  const auto before = std::exchange(problem_, std::move(problem));
  if (!problem_) return;
  if (problem_ != before) tell("lag-failed", Level::error, "", problem_->message);
  try_again();
}

Result<netlink::Link> Lag::device() {
  const auto present = world_.kernel.link(saved_.settings.device);
  if (!present) return make_device();
  if (const auto why = unsuitable(*present, saved_.settings)) return Failure{*why};
  if (saved_.settings.type == LagType::lacp)
    if (auto served = serve(*present); !served) return Failure{served.error()};
  return *present;
}

Result<void> Lag::serve(const netlink::Link& device) {
  if (Teamd::serves(device.name) || teamd_.starting()) return {};
  if (saved_.created_device) {
    ifindex_ = device.ifindex;
    for (const Connection* member : members())
      if (auto gone = let_go(*member); !gone) return gone;
    return teamd_.start(device.name);
  }
  return Failure{{Errc::incorrect_status,
                  "no teamd serves " + device.name + ", so that it speaks no LACP",
                  "start it as before, or delete the device: macsecd then makes its own"}};
}

Result<netlink::Link> Lag::make_device() {
  const std::string& name = saved_.settings.device;
  if (!saved_.created_device)
    return Failure{{Errc::unsupported_interface, name + " does not exist, and was not made by us",
                    "the LAG goes on when it appears"}};
  if (saved_.settings.type == LagType::lacp) {
    if (auto started = teamd_.start(name); !started) return Failure{started.error()};
  } else if (auto made = make_bond(world_.kernel, saved_.settings, member_mtu()); !made) {
    return Failure{made.error()};
  }
  const auto present = world_.kernel.link(name);
  if (present) return *present;
  return Failure{{Errc::busy, name + " is being made", "wait a moment"}};
}

std::uint32_t Lag::member_mtu() const {
  std::uint32_t least = 0;
  for (const Connection* member : members()) {
    const auto port = world_.kernel.link(member->settings().device);
    if (port && (least == 0 || port->mtu < least)) least = port->mtu;
  }
  return least != 0 ? least : 1468;
}

std::optional<Reason> Lag::take_members_in(const netlink::Link& device) {
  std::optional<Reason> problem;
  if (saved_.created_device && !device.up)
    if (auto up = bring_up(world_.kernel, device.name, device.ifindex); !up)
      problem = as_reason(up.error());
  for (const Connection* member : members()) {
    const auto port = world_.kernel.link(member->settings().device);
    if (!port || port->kind != "macsec") continue;  // it comes with the parent
    if (auto taken = take_in(world_.kernel, *port, device); !taken)
      problem = as_reason(taken.error());
  }
  return problem;
}

// The bonding driver knows a minimum for its 802.3ad mode only, and teamd cannot change its own.
void Lag::keep_minimum() {
  const Group all = members();
  const auto open = std::count_if(all.begin(), all.end(),
                                  [](const Connection* member) { return member->is_open(); });
  const bool lacks = open < static_cast<std::ptrdiff_t>(saved_.settings.minimum_links);
  for (Connection* member : all) member->hold_out(lacks);
  if (std::exchange(lacks_links_, lacks) == lacks) return;
  tell(lacks ? "lag-lacks-links" : "lag-has-links", lacks ? Level::warning : Level::info, "",
       std::to_string(open) + " of at least " + std::to_string(saved_.settings.minimum_links) +
           " members are open: " + (lacks ? "it carries nothing" : "it carries traffic"));
}

bool Lag::takes_part(const Connection& member) const {
  const auto port = world_.kernel.link(member.settings().device);
  return port && ifindex_ && port->master == ifindex_ && port->up;
}

void Lag::tell_members() {
  std::map<std::string, bool> present;
  for (const Connection* member : members()) present[member->name()] = takes_part(*member);
  for (const auto& [member, in] : present) {
    const auto before = told_.find(member);
    if (before != told_.end() ? before->second == in : !in) continue;
    tell(in ? "lag-member-in" : "lag-member-out", in ? Level::info : Level::warning, member,
         in ? "it carries traffic of LAG " + name() : "it carries no traffic of LAG " + name());
  }
  told_ = std::move(present);
}

void Lag::on_link(netlink::LinkChange, const netlink::Link& link) {
  const bool ours = link.name == saved_.settings.device || link.ifindex == ifindex_;
  if (ours && link.ifindex == ifindex_ && link.name != saved_.settings.device) {
    saved_.settings.device = link.name;  // renamed
    worth_saving_();
  }
  const Group all = members();
  const bool member = std::any_of(all.begin(), all.end(), [&](const Connection* one) {
    return one->settings().device == link.name;
  });
  if (ours || member) settle_soon();
}

Result<void> Lag::let_go(const Connection& member) {
  const auto port = world_.kernel.link(member.settings().device);
  if (!port || !ifindex_ || port->master != ifindex_) return {};
  auto done = macsecd::let_go(world_.kernel, *port);
  if (!done) return Failure{done.error()};
  return {};
}

// teamd ends with its device.
Result<void> Lag::delete_device() {
  const auto present = world_.kernel.link(saved_.settings.device);
  if (!saved_.created_device || !present || unsuitable(*present, saved_.settings)) return {};
  auto gone = macsecd::delete_device(world_.kernel, present->ifindex);
  if (!gone) return Failure{gone.error()};
  return {};
}

void Lag::tell(const char* event, Level level, const std::string& connection, std::string message) {
  AgentEvent out{.event = event};
  out.connection = connection;
  out.lag = name();
  out.message = std::move(message);
  out.level = level;
  world_.events.publish(std::move(out));
}

LagView Lag::view() const {
  LagView out{.lag = saved_};
  for (const Connection* member : members()) {
    ConnectionView view = member->view();
    out.members.push_back({view.settings.name, view.settings.interface, view.settings.device,
                           takes_part(*member), view.mka && view.mka->secured, view.state,
                           view.reasons});
    if (!out.model) out.model = std::move(view);
  }
  if (problem_) out.reasons.push_back(*problem_);
  if (lacks_links_)
    out.reasons.push_back({"lag-lacks-links",
                           "fewer members are open than minimumLinks says: it carries nothing",
                           "macsecctl update-lag " + name() + " --minimum-links N"});
  return out;
}

}  // namespace macsecd
