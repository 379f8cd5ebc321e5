#include "lags.hpp"

#include <asio/post.hpp>

#include "clock.hpp"
#include "log.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

constexpr mka::Duration save_delay{1000};

}  // namespace

Lags::Lags(const World& world, State& state, Connections& connections)
    : world_(world),
      state_(state),
      connections_(connections),
      joins_(world.io, connections, state.vault(),
             {[this](const std::string& name, Connection& connection) {
                const auto lag = find(name);
                if (!lag) return;
                tell(**lag, "lag-joined", connection.name(), "it is a member of LAG " + name);
                (*lag)->settle();
                save_soon();
              },
              [this](const std::string& name, const std::string& connection, macsec::Error why) {
                if (const auto lag = find(name))
                  tell(**lag, "lag-join-failed", connection, log::one_line(why));
                save_soon();
              }}),
      save_alarm_(world.io) {
  world_.events.subscribe([this](const AgentEvent& event) { on_event(event); });
}

void Lags::stop() {
  if (auto saved = save(); !saved) log::error(log::one_line(saved.error()));
}

// A member of a LAG that is not there any more is none.
void Lags::restore() {
  for (const SavedLag& saved : state_.lags())
    all_.push_back(std::make_unique<Lag>(world_, saved, connections_, [this] { save_soon(); }));
  for (const auto& connection : connections_.all())
    if (!connection->lag().empty() && !find(connection->lag()) && !state_.has_unreadable_lags())
      connection->set_lag({});
  for (const auto& lag : all_) {
    lag->settle();
    for (const std::string& name : lag->saved().joining) joins_.add(lag->name(), name);
  }
  joins_.go_on();
}

void Lags::on_link(netlink::LinkChange change, const netlink::Link& link) {
  for (const auto& lag : all_) lag->on_link(change, link);
}

// Its ports open and close without a word of the kernel while they are held out.
void Lags::on_event(const AgentEvent& event) {
  if (!event.lag.empty()) return;  // our own
  const auto connection = connections_.find(event.connection);
  if (connection && !(*connection)->lag().empty())
    if (const auto lag = find((*connection)->lag())) (*lag)->settle_soon();
  if (event.event == "session-secured" || event.event == "key-disassociated")
    asio::post(world_.io, [this] { joins_.go_on(); });
}

Result<Lag*> Lags::find(std::string_view name) const {
  for (const auto& lag : all_)
    if (lag->name() == name) return lag.get();
  return Failure{{Errc::connection_not_found, "there is no LAG of this name",
                  "macsecctl describe-lags lists them"}};
}

Result<Group> Lags::addressed(std::string_view name) const {
  if (const auto lag = find(name)) {
    Group members = (*lag)->members();
    if (!members.empty()) return members;
    return Failure{{Errc::incorrect_status, "the LAG has no members yet", "wait a moment"}};
  }
  auto connection = connections_.find(name);
  if (!connection) return Failure{connection.error()};
  return Group{*connection};
}

Result<Group> Lags::changeable(std::string_view name) const {
  auto group = addressed(name);
  if (!group || find(name) || group->front()->lag().empty()) return group;
  const std::string& lag = group->front()->lag();
  return Failure{
      {Errc::lag_mismatch,
       "it is a member of LAG " + lag + ", whose members do not differ in keys and policy",
       "change them all: give the LAG's name, " + lag}};
}

Result<void> Lags::save() {
  save_alarm_.clear();
  std::vector<SavedLag> saved;
  for (const auto& lag : all_) {
    saved.push_back(lag->saved());
    saved.back().joining = joins_.waiting(lag->name());
  }
  state_.set_lags(std::move(saved));
  return connections_.save();
}

void Lags::save_soon() {
  save_alarm_.set(now() + save_delay, [this] {
    if (auto saved = save(); !saved) log::error(log::one_line(saved.error()));
  });
}

void Lags::tell(const Lag& lag, const char* event, const std::string& connection,
                std::string message) {
  AgentEvent out{.event = event, .connection = connection, .message = std::move(message)};
  out.lag = lag.name();
  world_.events.publish(std::move(out));
}

}  // namespace macsecd
