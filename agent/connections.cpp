#include "connections.hpp"

#include <algorithm>

#include "clock.hpp"
#include "device_warnings.hpp"
#include "leftover_guards.hpp"
#include "log.hpp"
#include "macsec_link.hpp"
#include "netlink/parent.hpp"
#include "profile_keys.hpp"
#include "profile_rules.hpp"
#include "suite_choice.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;

// Facts that the network tells are written together, away from the work that told them.
constexpr mka::Duration save_delay{1000};

Failure owned_already(std::string what, const Connection& owner) {
  return Failure{{Errc::connection_exists,
                  std::move(what) + " belongs to connection " + owner.name(),
                  "choose another, or delete that connection"}};
}

}  // namespace

Connections::Connections(const World& world, State& state)
    : world_(world),
      state_(state),
      save_alarm_(world.io),
      poller_(
          world.io, world.kernel, [this] { return poll_interval(); },
          [this](const netlink::MacsecDevice& device) {
            for (const auto& connection : all_) connection->on_counters(device);
          }) {
  poller_.start();
}

void Connections::restore(std::vector<SavedConnection> saved) {
  for (SavedConnection& one : saved) insert(std::move(one));
}

// All of them are there before the first is at work: it may have to be saved, and the others with
// it.
void Connections::attach() {
  at_work_ = true;
  for (const auto& connection : all_)
    if (auto attached = connection->attach(); !attached)
      log::error(connection->name() + ": " + log::one_line(attached.error()));
}

void Connections::on_link(netlink::LinkChange change, const netlink::Link& link) {
  for (const auto& connection : all_) connection->on_link(change, link);
}

void Connections::on_filters(std::uint32_t ifindex) {
  for (const auto& connection : all_) connection->on_filters(ifindex);
}

void Connections::remove_leftover_guards() {
  std::vector<const ConnectionSettings*> present;
  for (const auto& connection : all_) present.push_back(&connection->settings());
  macsecd::remove_leftover_guards(world_.kernel, present);
}

void Connections::stop() {
  if (auto saved = save(); !saved) log::error(log::one_line(saved.error()));
  for (const auto& connection : all_)
    if (auto detached = connection->detach(); !detached)
      log::error(connection->name() + ": " + log::one_line(detached.error()));
}

Result<Connection*> Connections::create(ConnectionSettings settings, bool force) {
  if (const auto problem = settings_problem(settings)) return Failure{*problem};
  if (auto free = check_free(settings); !free) return Failure{free.error()};
  if (auto fit = check_parent(settings); !fit) return Failure{fit.error()};
  if (auto fit = check_speed(settings, force); !fit) return Failure{fit.error()};
  Connection& connection = insert({.settings = std::move(settings), .keys = {}});
  auto done = connection.attach();
  if (done) done = save();
  if (!done) {
    if (auto undone = connection.release(); !undone) log::error(log::one_line(undone.error()));
    erase(connection);
    save_soon();  // it may have been written meanwhile
    return Failure{done.error()};
  }
  tell(connection, "connection-created",
       connection.settings().device + " over " + connection.settings().interface);
  return &connection;
}

Result<void> Connections::update(const Group& group, const macsec::Json& members) {
  std::vector<std::pair<Connection*, ConnectionSettings>> before;
  for (Connection* connection : group) {
    const ConnectionSettings settings = connection->settings();
    if (auto done = update(*connection, members); !done) {
      // Members of a LAG do not differ.
      for (const auto& [changed, as_it_was] : before) (void)changed->update(as_it_was);
      return Failure{group.size() > 1 ? within(connection->name(), done.error()) : done.error()};
    }
    before.emplace_back(connection, settings);
  }
  return save();
}

Result<void> Connections::check_change(const Connection& connection,
                                       const ConnectionSettings& settings, bool force) const {
  const ConnectionSettings& before = connection.settings();
  if (const auto problem = settings_problem(settings)) return Failure{*problem};
  if (before.profile != settings.profile || before.suite != settings.suite)
    if (const auto misfit = keychain_problem(settings, connection.saved().keys))
      return Failure{*misfit};
  if (const auto count = connection.saved().keys.keys().size(); count > settings.max_keys)
    return Failure{{Errc::incorrect_status,
                    "maxKeys: the keychain has " + std::to_string(count) + " keys already",
                    "delete some first: macsecctl delete-key"}};
  if (before.suite != settings.suite ||
      before.device_settings.accepted_suites != settings.device_settings.accepted_suites)
    if (auto fit = check_speed(settings, force); !fit) return fit;
  return connection.check(settings);
}

Result<void> Connections::check(const ConnectionSettings& settings, bool force,
                                const std::vector<std::string>& without) const {
  const auto present = find(settings.name);
  const bool gone = std::find(without.begin(), without.end(), settings.name) != without.end();
  if (present && !gone) {
    if (const auto fixed = fixed_setting_problem((*present)->settings(), settings))
      return Failure{*fixed};
    return check_change(**present, settings, force);
  }
  if (const auto problem = settings_problem(settings)) return Failure{*problem};
  if (auto free = check_free(settings, without); !free) return free;
  if (auto fit = check_parent(settings); !fit) return fit;
  return check_speed(settings, force);
}

Result<void> Connections::update(Connection& connection, const macsec::Json& members) {
  const ConnectionSettings before = connection.settings();
  auto settings = updated(before, members);
  if (!settings) return Failure{settings.error()};
  const bool force = members.value("force", macsec::Json()) == true;
  if (auto may = check_change(connection, *settings, force); !may) return may;
  if (auto done = connection.update(*settings); !done) return done;
  if (before.mode != settings->mode)
    tell(connection, "mode-changed", "the encryption mode is another");
  if (before.admin_state != settings->admin_state)
    tell(connection, settings->admin_up() ? "admin-up" : "admin-down",
         settings->admin_up() ? "the connection is at work again"
                              : "the connection was taken down: nothing passes");
  return {};
}

Result<void> Connections::remove(std::string_view name, bool force) {
  auto found = find(name);
  if (!found) return Failure{found.error()};
  Connection& connection = **found;
  if (!connection.lag().empty())
    return Failure{{Errc::lag_mismatch, "it is a member of LAG " + connection.lag(),
                    "macsecctl disassociate-connection-from-lag " + connection.lag() +
                        " --connection " + connection.name()}};
  if (connection.saved().keys.any_wanted() && !force)
    return Failure{
        {Errc::incorrect_status, "keys are associated", "disassociate them first, or say --force"}};
  if (auto removed = connection.release(); !removed) return removed;
  const std::string gone = connection.name();
  tell(connection, "connection-deleted", "the connection is deleted");
  erase(connection);
  if (auto saved = save(); !saved) {
    save_soon();
    return saved;
  }
  state_.forget_keys(gone);
  return {};
}

Result<Connection*> Connections::find(std::string_view name) const {
  for (const auto& connection : all_)
    if (connection->name() == name) return connection.get();
  return Failure{{Errc::connection_not_found, "there is no such connection",
                  "macsecctl describe-connections lists them"}};
}

Result<void> Connections::check_free(const ConnectionSettings& settings,
                                     const std::vector<std::string>& without) const {
  for (const auto& other : all_) {
    if (std::find(without.begin(), without.end(), other->name()) != without.end()) continue;
    if (other->name() == settings.name)
      return Failure{{Errc::connection_exists, "there is a connection of this name",
                      "choose another name, or update-connection"}};
    const ConnectionSettings& taken = other->settings();
    if (taken.interface == settings.interface || taken.device == settings.interface)
      return owned_already("interface " + settings.interface, *other);
    if (taken.device == settings.device || taken.interface == settings.device)
      return owned_already("device name " + settings.device, *other);
  }
  return {};
}

Result<void> Connections::check_parent(const ConnectionSettings& settings) const {
  if (world_.kernel.link(settings.interface)) return {};
  return Failure{{Errc::unsupported_interface,
                  "interface " + settings.interface + " does not exist", "see: ip link show"}};
}

Result<void> Connections::check_speed(const ConnectionSettings& settings, bool force) const {
  const auto parent = world_.kernel.link(settings.interface);
  if (!parent || force) return {};
  if (auto problem = xpn_problem(settings, netlink::link_speed(parent->ifindex)))
    return Failure{*std::move(problem)};
  return {};
}

std::vector<Reason> Connections::warnings(const Connection& connection) const {
  auto parent = world_.kernel.link(connection.settings().interface);
  if (!parent) return {};
  auto out =
      device_warnings(connection.settings(), parent_facts(world_.kernel, std::move(*parent)));
  for (Reason& one : settings_warnings(connection.settings())) out.push_back(std::move(one));
  return out;
}

Result<void> Connections::save() {
  save_alarm_.clear();
  std::vector<const SavedConnection*> saved;
  for (const auto& connection : all_) saved.push_back(&connection->saved());
  return state_.save(saved);
}

void Connections::save_soon() {
  save_alarm_.set(now() + save_delay, [this] {
    if (auto saved = save(); !saved) log::error(log::one_line(saved.error()));
  });
}

Connection& Connections::insert(SavedConnection saved) {
  const auto save_now = [this] {
    if (auto done = save(); !done) log::error(log::one_line(done.error()));
  };
  auto made = std::make_unique<Connection>(
      world_, std::move(saved), [this] { save_soon(); }, save_now);
  const auto after = std::find_if(all_.begin(), all_.end(),
                                  [&](const auto& other) { return other->name() > made->name(); });
  return **all_.insert(after, std::move(made));
}

void Connections::erase(const Connection& connection) {
  std::erase_if(all_, [&](const auto& one) { return one.get() == &connection; });
}

std::optional<mka::Duration> Connections::poll_interval() const {
  std::optional<mka::Duration> shortest;
  for (const auto& connection : all_)
    if (const auto wanted = connection->poll_interval())
      shortest = std::min(shortest.value_or(*wanted), *wanted);
  return shortest;
}

void Connections::tell(const Connection& connection, const char* event, std::string message) {
  world_.events.publish(
      {.event = event, .connection = connection.name(), .message = std::move(message)});
}

}  // namespace macsecd
