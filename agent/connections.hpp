// The set of connections: made, changed, stored and removed as one. Everything a request asks is
// checked before anything is changed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connection.hpp"
#include "poller.hpp"
#include "state.hpp"
#include "world.hpp"

namespace macsecd {

class Connections {
 public:
  Connections(const World& world, State& state);

  // What was there before the restart.
  void restore(std::vector<SavedConnection> saved);
  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // Devices stay, with their addresses.
  void stop();

  macsec::Result<Connection*> create(ConnectionSettings settings);
  macsec::Result<Connection*> update(std::string_view name, const macsec::Json& members);
  macsec::Result<void> remove(std::string_view name, bool force);
  macsec::Result<Connection*> associate(std::string_view name, const mka::Ckn& ckn, mka::Cak cak,
                                        KeyStart start);
  macsec::Result<Connection*> reassociate(std::string_view name, const mka::Ckn& ckn);
  // The consequence, for people and programs.
  macsec::Result<Reason> disassociate(std::string_view name, const mka::Ckn& ckn);
  macsec::Result<void> delete_key(std::string_view name, const mka::Ckn& ckn);
  // What works, but hardly as it was meant.
  std::vector<Reason> warnings(const Connection& connection) const;
  // Other connections that use this CKN, or the CAK of this connection's key.
  std::vector<Reason> reuse(const Connection& connection, const mka::Ckn& ckn) const;
  std::vector<Reason> reuse(const Connection& connection, const Key& key) const;
  // Starts it; whether it is safe was asked before.
  macsec::Result<Connection*> rotate(std::string_view name, Rotation wanted, mka::Cak cak);
  // What becomes of the new key.
  macsec::Result<Reason> abort_rotation(std::string_view name);
  macsec::Result<void> rekey(std::string_view name);

  macsec::Result<Connection*> find(std::string_view name);
  // By name.
  const std::vector<std::unique_ptr<Connection>>& all() const { return all_; }
  // Counters and packet numbers as of now.
  void refresh_counters() { poller_.refresh(); }

 private:
  macsec::Result<void> check_free(const ConnectionSettings& settings) const;
  macsec::Result<void> check_parent(const ConnectionSettings& settings) const;
  macsec::Result<void> save();
  void save_soon();
  Connection& insert(SavedConnection saved);
  void erase(const Connection& connection);
  std::optional<mka::Duration> poll_interval() const;
  void tell(const Connection& connection, const char* event, std::string message);

  const World& world_;
  State& state_;
  std::vector<std::unique_ptr<Connection>> all_;
  Alarm save_alarm_;
  Poller poller_;
};

}  // namespace macsecd
