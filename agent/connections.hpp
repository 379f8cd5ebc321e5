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

// One connection, or all members of a LAG: what is done to a keychain is done to each, and stored
// as one. Never empty.
using Group = std::vector<Connection*>;

class Connections {
 public:
  Connections(const World& world, State& state);

  // What was there before the restart; nothing is at work yet.
  void restore(std::vector<SavedConnection> saved);
  // All of them come to work.
  void attach();
  // What becomes of secrets is in connections_secrets.cpp.
  // Reads the secrets that are wanted, and moves those of version 1 into the vault.
  void read_secrets(OpenVault& vault);
  // Keys without their secret say why.
  void tell_locked(const macsec::Error& why);
  // A key waits for its secret.
  bool wants_secrets() const;
  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // Somebody changed the filters of an interface.
  void on_filters(std::uint32_t ifindex);
  // Guards that an earlier run left at interfaces that no connection uses.
  void remove_leftover_guards();
  // Devices stay, with their addresses.
  void stop();

  // `force`: with a suite that is not for a port of this speed, too.
  macsec::Result<Connection*> create(ConnectionSettings settings, bool force);
  // Why a connection of these settings can be neither made nor the one of this name become it;
  // those of `without` are as good as gone.
  macsec::Result<void> check(const ConnectionSettings& settings, bool force,
                             const std::vector<std::string>& without) const;
  macsec::Result<void> update(const Group& group, const macsec::Json& members);
  macsec::Result<void> remove(std::string_view name, bool force);
  macsec::Result<void> associate(OpenVault& vault, const Group& group, const mka::Ckn& ckn,
                                 const mka::Cak& cak, KeyStart start,
                                 std::optional<KeySession> session = {});
  // The CAK is in a token, which has derived these.
  macsec::Result<void> associate_token(const Group& group, const mka::Ckn& ckn,
                                       const mka::DerivedKeys& derived, const std::string& uri,
                                       KeyStart start, std::optional<KeySession> session);
  // With the CAK of a named secret, which the vault holds.
  macsec::Result<void> associate_secret(const Group& group, const std::string& secret,
                                        const mka::Ckn& ckn, const mka::DerivedKeys& derived,
                                        KeyStart start, std::optional<KeySession> session);
  macsec::Result<void> reassociate(const Group& group, const mka::Ckn& ckn);
  // The consequence, for people and programs; in a group that of the first for whom there is one.
  macsec::Result<Reason> foresee(const Group& group, const mka::Ckn& ckn) const;
  macsec::Result<Reason> disassociate(const Group& group, const mka::Ckn& ckn);
  macsec::Result<void> delete_key(const Group& group, const mka::Ckn& ckn);
  // The member becomes like the others of the LAG (lag_rules.hpp), which were asked before.
  macsec::Result<void> join(const macsec::Result<OpenVault*>& vault, Connection& connection,
                            const Connection* member, const std::string& lag);
  macsec::Result<void> leave(Connection& connection);
  Group members_of(std::string_view lag) const;
  // Other connections that use this CKN, or the CAK of this connection's key.
  std::vector<Reason> reuse(const Connection& connection, const mka::Ckn& ckn) const;
  std::vector<Reason> reuse(const Connection& connection, const Key& key) const;
  // Starts it; whether it is safe was asked before.
  macsec::Result<void> rotate(OpenVault& vault, const Group& group, Rotation wanted,
                              const mka::Cak& cak);
  // What becomes of the new key.
  macsec::Result<Reason> abort_rotation(const Group& group);
  macsec::Result<void> rekey(const Group& group);
  // What a new connection's settings and the interface below call for.
  std::vector<Reason> warnings(const Connection& connection) const;

  macsec::Result<Connection*> find(std::string_view name) const;
  // By name.
  const std::vector<std::unique_ptr<Connection>>& all() const { return all_; }
  // Counters and packet numbers as of now.
  void refresh_counters() { poller_.refresh(); }
  macsec::Result<void> save();

 private:
  macsec::Result<void> update(Connection& connection, const macsec::Json& members);
  macsec::Result<void> check_change(const Connection& connection,
                                    const ConnectionSettings& settings, bool force) const;
  macsec::Result<void> check_free(const ConnectionSettings& settings,
                                  const std::vector<std::string>& without = {}) const;
  macsec::Result<void> check_speed(const ConnectionSettings& settings, bool force) const;
  macsec::Result<void> check_parent(const ConnectionSettings& settings) const;
  void save_soon();
  void move_plain_keys(OpenVault& vault);
  void move_plain_keys(OpenVault& vault, Connection& connection);
  void read_secret(OpenVault& vault, Connection& connection, const mka::Ckn& ckn);
  void take_up_keys();
  Connection& insert(SavedConnection saved);
  void erase(const Connection& connection);
  std::optional<mka::Duration> poll_interval() const;
  void tell(const Connection& connection, const char* event, std::string message);

  const World& world_;
  State& state_;
  std::vector<std::unique_ptr<Connection>> all_;
  Alarm save_alarm_;
  Poller poller_;
  bool at_work_ = false;
  bool moved_ = false;  // plain keys into the vault, which is not saved yet
  bool tidied_ = false;
};

}  // namespace macsecd
