#include "parent_care.hpp"

#include "clock.hpp"
#include "log.hpp"
#include "parent_hygiene.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Failure;
using macsec::Result;

// Changes of filters are told by the kernel; addresses, and what was not heard, are found by this.
constexpr mka::Duration look_interval{30000};
constexpr mka::Duration retry_interval{1000};

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
                       std::function<void()> worth_saving, std::function<void()> save_now)
    : world_(world),
      saved_(saved),
      worth_saving_(std::move(worth_saving)),
      save_now_(std::move(save_now)),
      again_(world.io),
      users_([this](const char* event, std::string message) {
        tell(Level::warning, event, std::move(message));
      }) {}

Result<void> ParentCare::begin(const netlink::Link& parent) {
  parent_ = parent;
  if (auto followed = follow_settings(); !followed) {
    if (guard_wanted(saved_.settings, offloaded_)) return followed;
    log::error(saved_.settings.name + ": " + log::one_line(followed.error()));
  }
  quieten();
  again_.set(now() + look_interval, [this] { look_again(); });
  return {};
}

Result<void> ParentCare::block_for(const ConnectionSettings& settings) {
  if (!parent_ || !guard_wanted(settings, offloaded_)) return {};
  return set(guard_filters(settings));
}

Result<void> ParentCare::follow_settings() {
  if (!parent_) return {};
  const bool wanted = guard_wanted(saved_.settings, offloaded_);
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
             list_of(defeated_by_));
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
      save_now_();
    }
  }
  users_.look_at_addresses(parent_->name);  // IPv6 addresses do not survive what follows
  const auto quiet = make_quiet(world_.kernel, *parent_);
  const std::string failure = quiet ? "" : log::one_line(quiet.error());
  if (std::exchange(hygiene_failure_, failure) != failure && !failure.empty())
    tell(Level::warning, "parent-not-quiet", failure);
}

void ParentCare::on_filters(std::uint32_t ifindex) {
  if (parent_ && parent_->ifindex == ifindex) again_.set(now(), [this] { look_again(); });
}

void ParentCare::look_again() {
  const bool fine = mend_guard();
  quieten();
  again_.set(now() + (fine ? look_interval : retry_interval), [this] { look_again(); });
}

// False if it cannot be put right.
bool ParentCare::mend_guard() {
  if (!guard_wanted(saved_.settings, offloaded_)) return true;
  const bool was_there = state_ == GuardState::up || state_ == GuardState::defeated;
  const auto done =
      set_guard(world_.kernel, parent_->name, parent_->ifindex, guard_filters(saved_.settings));
  if (!done) {
    failed(done.error());
    return false;
  }
  if (done->mended && was_there)
    tell(Level::warning, "guard-removed",
         "somebody removed filters of the port guard of " + parent_->name + ": put back");
  take_up(*done, true);
  return true;
}

void ParentCare::pause() {
  again_.clear();
  parent_.reset();
  users_.forget();
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

void ParentCare::find_users(const std::vector<netlink::Link>& all) {
  for (const netlink::Link& link : all) users_.learn(netlink::LinkChange::added, link, *parent_);
}

void ParentCare::on_link(netlink::LinkChange change, const netlink::Link& link) {
  if (!parent_) return;
  if (link.ifindex == parent_->ifindex) {
    if (change == netlink::LinkChange::removed) return pause();
    parent_ = link;
    return;
  }
  users_.learn(change, link, *parent_);
}

std::vector<Reason> ParentCare::reasons() const {
  std::vector<Reason> out;
  const bool guarded = state_ == GuardState::up;
  if (!failure_.empty())
    out.push_back({"guard-failed", "the port guard is not up: clear frames may pass beside MACsec",
                   failure_});
  if (!defeated_by_.empty())
    out.push_back({"guard-defeated",
                   "filters of somebody else go before the port guard: " + list_of(defeated_by_),
                   "give them a preference of 8 or more: tc filter show dev " +
                       saved_.settings.interface + " ingress, and egress"});
  const auto& settings = saved_.settings;
  for (Reason& one : users_.reasons(settings.interface, settings.device, guarded))
    out.push_back(std::move(one));
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
