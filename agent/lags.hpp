// The set of LAGs: made, joined, left and removed. Everything a request asks is checked before
// anything is changed. A LAG keeps no keychain of its own: the first member's is that of all.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connections.hpp"
#include "lag.hpp"
#include "lag_joins.hpp"
#include "state.hpp"
#include "world.hpp"

namespace macsecd {

class Lags {
 public:
  Lags(const World& world, State& state, Connections& connections);

  // What was there before the restart; after the connections.
  void restore();
  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // What was not written yet; before the connections.
  void stop();

  // The first connection gives mode, policy and keys, the others become like it. What that changes
  // is told; nothing else is done in a dry run.
  macsec::Result<std::vector<Reason>> create(LagSettings settings,
                                             const std::vector<std::string>& connections,
                                             bool dry_run);
  macsec::Result<std::vector<Reason>> join(std::string_view name, const std::string& connection,
                                           bool dry_run);
  macsec::Result<void> leave(std::string_view name, const std::string& connection);
  macsec::Result<void> set_minimum_links(std::string_view name, std::int64_t minimum);
  macsec::Result<void> remove(std::string_view name);

  // Who is still to become a member of it.
  std::vector<std::string> joining(std::string_view name) const { return joins_.waiting(name); }
  macsec::Result<Lag*> find(std::string_view name) const;
  const std::vector<std::unique_ptr<Lag>>& all() const { return all_; }

  // The connections that a request with this name is for: one, or all members of a LAG.
  macsec::Result<Group> addressed(std::string_view name) const;
  // The same, if they may change: a member alone must not differ from the others.
  macsec::Result<Group> changeable(std::string_view name) const;

 private:
  macsec::Result<void> check_free(const LagSettings& settings) const;
  void on_event(const AgentEvent& event);
  macsec::Result<void> save();
  void save_soon();
  void tell(const Lag& lag, const char* event, const std::string& connection, std::string message);

  const World& world_;
  State& state_;
  Connections& connections_;
  std::vector<std::unique_ptr<Lag>> all_;  // by name
  LagJoins joins_;
  Alarm save_alarm_;
};

}  // namespace macsecd
