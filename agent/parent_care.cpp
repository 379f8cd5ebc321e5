#include "parent_care.hpp"

#include "clock.hpp"
#include "log.hpp"
#include "parent_hygiene.hpp"

namespace macsecd {
namespace {

using macsec::Failure;
using macsec::Result;

// Changes of filters are told by the kernel; addresses, and what was not heard, are found by this.
constexpr mka::Duration look_interval{30000};
constexpr mka::Duration retry_interval{1000};

std::string list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

bool passes_beside(const netlink::Link& link) {
  return link.kind == "vlan" || link.kind == "macvlan" || link.kind == "macvtap" ||
         link.kind == "ipvlan" || link.kind == "ipvtap";
}

}  // namespace

std::string_view to_string(GuardState state) {
  switch (state) {
    case GuardState::down:
      return "down";
    case GuardState::up:
      return "up";
    case GuardState::defeated:
      return "defeated";
    case GuardState::failed:
      return "failed";
  }
  return "?";
}

ParentCare::ParentCare(const World& world, SavedConnection& saved,
                       std::function<void()> worth_saving)
    : world_(world), saved_(saved), worth_saving_(std::move(worth_saving)), again_(world.io) {}

Result<void> ParentCare::begin(const netlink::Link& parent) {
  parent_ = parent;
  if (auto followed = follow_settings(); !followed) {
    if (guard_wanted(saved_.settings)) return followed;
    log::error(saved_.settings.name + ": " + log::one_line(followed.error()));
  }
  quieten();
  again_.set(now() + look_interval, [this] { look_again(); });
  return {};
}

Result<void> ParentCare::block_for(const ConnectionSettings& settings) {
  if (!parent_ || !guard_wanted(settings)) return {};
  return set(guard_filters(settings));
}

Result<void> ParentCare::follow_settings() {
  if (!parent_) return {};
  const bool wanted = guard_wanted(saved_.settings);
  return set(wanted ? guard_filters(saved_.settings) : std::vector<netlink::EtherTypeFilter>{});
}

Result<void> ParentCare::set(const std::vector<netlink::EtherTypeFilter>& wanted) {
  const auto done = set_guard(world_.kernel, parent_->name, parent_->ifindex, wanted);
  if (!done) {
    if (!wanted.empty()) failed(done.error());
    return Failure{done.error()};
  }
  take_up(*done, !wanted.empty());
  return {};
}

void ParentCare::take_up(const GuardReport& report, bool wanted) {
  if (report.made_clsact && !std::exchange(saved_.created_clsact, true)) worth_saving_();
  failure_.clear();
  const auto before =
      std::exchange(defeated_by_, wanted ? report.defeated_by : std::vector<std::string>{});
  state_ =
      !wanted ? GuardState::down : (defeated_by_.empty() ? GuardState::up : GuardState::defeated);
  if (!defeated_by_.empty() && before != defeated_by_)
    tell(Level::error, "guard-defeated",
         "a filter of somebody else goes before the port guard of " + parent_->name + ": " +
             list(defeated_by_));
}

void ParentCare::failed(const macsec::Error& error) {
  state_ = GuardState::failed;
  const std::string why = log::one_line(error);
  if (std::exchange(failure_, why) != why) tell(Level::error, "guard-failed", why);
}

void ParentCare::quieten() {
  if (!saved_.parent_before) {
    if (const auto before = read_hygiene(world_.kernel, *parent_)) {
      saved_.parent_before = *before;
      worth_saving_();
    }
  }
  look_at_addresses();  // IPv6 addresses do not survive what follows
  const auto quiet = make_quiet(world_.kernel, *parent_);
  const std::string failure = quiet ? "" : log::one_line(quiet.error());
  if (std::exchange(hygiene_failure_, failure) != failure && !failure.empty())
    tell(Level::warning, "parent-not-quiet", failure);
}

void ParentCare::look_at_addresses() {
  auto present = addresses_of(parent_->name);
  if (std::exchange(addresses_, present) == present || present.empty()) return;
  tell(
      Level::warning, "parent-has-addresses",
      parent_->name + " has addresses of its own, which MACsec does not protect: " + list(present));
}

void ParentCare::on_filters(std::uint32_t ifindex) {
  if (parent_ && parent_->ifindex == ifindex) look_again();
}

void ParentCare::look_again() {
  const bool was_there = state_ == GuardState::up || state_ == GuardState::defeated;
  const auto wanted = guard_wanted(saved_.settings);
  bool fine = true;
  if (wanted) {
    const auto done =
        set_guard(world_.kernel, parent_->name, parent_->ifindex, guard_filters(saved_.settings));
    fine = static_cast<bool>(done);
    if (!done) {
      failed(done.error());
    } else {
      if (done->mended && was_there)
        tell(Level::warning, "guard-removed",
             "somebody removed filters of the port guard of " + parent_->name + ": put back");
      take_up(*done, true);
    }
  }
  quieten();
  again_.set(now() + (fine ? look_interval : retry_interval), [this] { look_again(); });
}

void ParentCare::pause() {
  again_.clear();
  parent_.reset();
  children_.clear();
  addresses_.clear();
  defeated_by_.clear();
  failure_.clear();
  hygiene_failure_.clear();
  state_ = GuardState::down;
}

Result<void> ParentCare::end() {
  pause();
  const auto parent = world_.kernel.link(saved_.settings.interface);
  if (!parent) return {};
  if (auto open = set_guard(world_.kernel, parent->name, parent->ifindex, {}); !open)
    return Failure{open.error()};
  if (saved_.created_clsact)
    if (auto gone = delete_own_clsact(world_.kernel, parent->name, parent->ifindex); !gone)
      return Failure{gone.error()};
  if (saved_.parent_before)
    if (auto back = restore_hygiene(world_.kernel, *parent, *saved_.parent_before); !back)
      log::warning(saved_.settings.name + ": " + log::one_line(back.error()));
  return {};
}

void ParentCare::find_children(const std::vector<netlink::Link>& all) {
  for (const netlink::Link& link : all) learn_child(netlink::LinkChange::added, link);
}

void ParentCare::on_link(netlink::LinkChange change, const netlink::Link& link) {
  if (!parent_) return;
  if (link.ifindex == parent_->ifindex) {
    if (change != netlink::LinkChange::removed) parent_ = link;
    return;
  }
  learn_child(change, link);
}

void ParentCare::learn_child(netlink::LinkChange change, const netlink::Link& link) {
  if (change == netlink::LinkChange::removed || link.parent != parent_->ifindex ||
      !passes_beside(link)) {
    children_.erase(link.ifindex);
    return;
  }
  const bool known = !children_.insert_or_assign(link.ifindex, link.name).second;
  if (!known)
    tell(Level::warning, "parent-has-children",
         "the " + link.kind + " device " + link.name + " on " + parent_->name +
             " passes MACsec by: create it over " + saved_.settings.device);
}

std::vector<std::string> ParentCare::children() const {
  std::vector<std::string> names;
  for (const auto& [ifindex, name] : children_) names.push_back(name);
  return names;
}

std::vector<Reason> ParentCare::reasons() const {
  std::vector<Reason> out;
  const bool guarded = state_ == GuardState::up;
  if (!failure_.empty())
    out.push_back({"guard-failed", "the port guard is not up: clear frames may pass beside MACsec",
                   failure_});
  if (!defeated_by_.empty())
    out.push_back({"guard-defeated",
                   "filters of somebody else go before the port guard: " + list(defeated_by_),
                   "give them a preference of 8 or more: tc filter show dev " +
                       saved_.settings.interface + " ingress, and egress"});
  if (!children_.empty())
    out.push_back({guarded ? "children-blocked" : "children-in-clear",
                   list(children()) + " on " + saved_.settings.interface + " pass MACsec by" +
                       (guarded ? ": the port guard blocks them" : ": their traffic is in clear"),
                   "create them over " + saved_.settings.device});
  if (!addresses_.empty())
    out.push_back({"parent-has-addresses",
                   saved_.settings.interface + " has addresses of its own: " + list(addresses_),
                   "move them to " + saved_.settings.device});
  if (!hygiene_failure_.empty())
    out.push_back({"parent-not-quiet",
                   saved_.settings.interface + " may answer clear frames by itself",
                   hygiene_failure_});
  return out;
}

void ParentCare::tell(Level level, const char* event, std::string message) {
  AgentEvent out{.event = event};
  out.connection = saved_.settings.name;
  out.message = std::move(message);
  out.level = level;
  world_.events.publish(std::move(out));
}

}  // namespace macsecd
