// Secrets as operators see them: imported by name, granted to connections, and deleted after a
// while that lets their owner object. What is on disk is the vault's and the grants file's; what
// uses a secret is seen from the keychains.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "alarm.hpp"
#include "connections.hpp"
#include "secrets/grants_file.hpp"
#include "secrets/planned_deletion.hpp"
#include "vault/vault.hpp"
#include "world.hpp"

namespace macsecd {

// What a planned deletion means for a user of the secret.
struct DeletionNotice {
  std::string secret;
  std::string connection{};  // empty: no key uses it
  WallTime on{};
  Reason consequence{};
};

class Secrets {
 public:
  // All of them outlive it. `clock` is asked for the time that the machine has run.
  Secrets(const World& world, Vault& vault, Connections& connections,
          std::filesystem::path grants_file, std::function<RunningTime()> clock = running_time);

  // After the connections are restored.
  void start();
  // What passed until now is kept.
  void stop();
  // Counts the time, reminds, and deletes what is due; it does so by itself when there is reason
  // to.
  void look();

  using Done = std::function<void(macsec::Result<void>)>;
  // Never replaces one.
  void import(const std::string& name, const mka::Ckn& ckn, const mka::Cak& cak, Done done);
  // Not while a key refers to it.
  void remove(const std::string& name, const Done& done);

  const std::vector<Grant>& grants() const { return grants_.all(); }
  macsec::Result<void> grant(const Grant& grant);
  // Not while a key relies on it.
  macsec::Result<void> revoke(const Grant& grant);
  // Whether each of them may begin to use this secret now.
  macsec::Result<void> check_use(const Group& group, const std::string& name) const;

  // (secrets_deletion.cpp)
  using Planned = std::function<void(macsec::Result<std::vector<DeletionNotice>>)>;
  void schedule(const std::vector<std::string>& names, std::chrono::seconds in, Planned planned);
  void cancel(const std::vector<std::string>& names, const Done& done);
  std::optional<WallTime> deletion_of(std::string_view name) const;

  // By whose keys it is used, by name.
  std::vector<std::string> users_of(std::string_view name) const;
  // The keys know the age and the planned deletion of their secrets from then on.
  void tell_keys();

 private:
  struct User {
    Connection* connection = nullptr;
    mka::Ckn ckn;
  };

  std::vector<User> uses_of(std::string_view name) const;
  std::vector<SecretUse> all_uses() const;
  macsec::Result<void> check_plan(const std::vector<std::string>& names, bool planned) const;
  std::vector<DeletionNotice> follow_plan(const std::string& name);
  void withdraw(const std::vector<User>& users);
  void read_plans();
  void look_at(const std::string& name, PlannedDeletion& deletion);
  void finish(const std::string& name);
  void save_plans();
  void tell(const std::string& name, const std::vector<User>& users, const char* event, Level level,
            const std::string& words, const char* reason = nullptr);

  const World& world_;
  Vault& vault_;
  Connections& connections_;
  GrantsFile grants_;
  std::function<RunningTime()> clock_;
  std::map<std::string, PlannedDeletion, std::less<>> planned_;
  Alarm look_;
};

}  // namespace macsecd
