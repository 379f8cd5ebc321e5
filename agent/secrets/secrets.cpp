#include "secrets/secrets.hpp"

#include <algorithm>

#include "log.hpp"
#include "vault/open_vault.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Failure no_such_secret(const std::string& name) {
  return Failure{{Errc::key_not_found, "there is no secret " + name, "macsecctl list-secrets"}};
}

SecretUser user_of(const Connection& connection) { return {connection.name(), connection.lag()}; }

}  // namespace

Secrets::Secrets(const World& world, Vault& vault, Connections& connections,
                 std::filesystem::path grants_file, std::function<RunningTime()> clock)
    : world_(world),
      vault_(vault),
      connections_(connections),
      grants_(std::move(grants_file)),
      clock_(std::move(clock)),
      look_(world.io) {}

void Secrets::start() {
  if (auto loaded = grants_.load(); !loaded) log::error(log::one_line(loaded.error()));
  vault_.open([this](Result<OpenVault*>) { look(); });
}

void Secrets::stop() {
  look_.clear();
  for (auto& [name, deletion] : planned_) deletion.advance(clock_());
  save_plans();
}

void Secrets::import(const std::string& name, const mka::Ckn& ckn, const mka::Cak& cak, Done done) {
  if (!is_secret_name(name) || is_implicit_secret_name(name))
    return done(Failure{{Errc::illegal_param, "\"" + name + "\" cannot be the name of a secret",
                         "1 to 64 letters, digits, - _ and .; it does not begin with - or ."}});
  vault_.open([&vault = vault_, name, ckn, done = std::move(done),
               cak = std::make_shared<mka::Cak>(cak.clone())](Result<OpenVault*> open) {
    if (!open) return done(Failure{open.error()});
    if (vault.find(name) != nullptr)
      return done(Failure{{Errc::key_exists, "there is a secret " + name + " already",
                           "a secret cannot be changed: choose another name, or delete it first"}});
    done((*open)->store(name, ckn, *cak));
  });
}

void Secrets::remove(const std::string& name, const Done& done) {
  vault_.open([this, name, done](Result<OpenVault*> open) {
    if (!open) return done(Failure{open.error()});
    if (vault_.find(name) == nullptr) return done(no_such_secret(name));
    if (const auto users = users_of(name); !users.empty())
      return done(Failure{{Errc::secret_in_use, "secret " + name + " is used by " + joined(users),
                           "delete the key first, or plan it: macsecctl schedule-key-deletion"}});
    auto removed = (*open)->remove(name);
    if (removed) planned_.erase(name);
    done(std::move(removed));
  });
}

Result<void> Secrets::grant(const Grant& grant) {
  if (const auto problem = grant_problem(grant)) return Failure{*problem};
  std::vector<Grant> all = grants_.all();
  if (std::find(all.begin(), all.end(), grant) != all.end()) return {};
  if (all.size() >= GrantsFile::most)
    return Failure{{Errc::illegal_param, "there are too many grants",
                    "revoke some, or grant a prefix: macsecctl grant-secrets NAME 'PREFIX*'"}};
  all.push_back(grant);
  return grants_.set(std::move(all));
}

Result<void> Secrets::revoke(const Grant& grant) {
  std::vector<Grant> rest = grants_.all();
  if (std::erase(rest, grant) == 0)
    return Failure{
        {Errc::key_not_found,
         "there is no grant of \"" + grant.secret + "\" to \"" + grant.connection + "\"",
         "macsecctl list-secrets shows the grants, which are revoked as they were made"}};
  const auto uses = all_uses();
  if (const auto* broken = first_without_grant(rest, uses);
      broken != nullptr && allows(grants_.all(), broken->user, broken->secret))
    return Failure{{Errc::secret_in_use,
                    "a key of " + broken->user.connection + " uses secret " + broken->secret +
                        " by this grant",
                    "disassociate and delete that key first, or grant it otherwise"}};
  return grants_.set(std::move(rest));
}

Result<void> Secrets::check_use(const Group& group, const std::string& name) const {
  if (vault_.find(name) == nullptr) return no_such_secret(name);
  for (const Connection* connection : group)
    if (!allows(grants_.all(), user_of(*connection), name))
      return Failure{{Errc::permission_denied,
                      "secret " + name + " is not granted to " + connection->name(),
                      "macsecctl grant-secrets " + connection->name() + " " + name}};
  return {};
}

std::vector<Secrets::User> Secrets::uses_of(std::string_view name) const {
  std::vector<User> out;
  for (const auto& connection : connections_.all())
    for (const Key& key : connection->saved().keys.keys())
      if (secret_of(connection->name(), key) == name) out.push_back({connection.get(), key.ckn});
  return out;
}

std::vector<SecretUse> Secrets::all_uses() const {
  std::vector<SecretUse> out;
  for (const auto& connection : connections_.all())
    for (const Key& key : connection->saved().keys.keys())
      out.push_back({user_of(*connection), secret_of(connection->name(), key)});
  return out;
}

std::vector<std::string> Secrets::users_of(std::string_view name) const {
  std::vector<std::string> out;
  for (const User& user : uses_of(name)) out.push_back(user.connection->name());
  return out;
}

void Secrets::tell_keys() {
  for (const auto& connection : connections_.all())
    for (const Key& key : connection->saved().keys.keys()) {
      const std::string name = secret_of(connection->name(), key);
      const SecretEntry* entry = vault_.find(name);
      connection->note_secret(
          key.ckn, {entry ? std::optional(entry->created_at) : std::nullopt, deletion_of(name)});
    }
}

void Secrets::tell(const std::string& name, const std::vector<User>& users, const char* event,
                   Level level, const std::string& words, const char* reason) {
  AgentEvent news{.event = event, .message = words, .level = level};
  news.secret = name;
  if (reason != nullptr) news.reason = reason;
  if (const auto at = planned_.find(name); at != planned_.end())
    news.seconds = static_cast<std::uint64_t>(at->second.left().count());
  for (const User& user : users) {
    AgentEvent of_user = news;
    of_user.connection = user.connection->name();
    of_user.ckn = user.ckn.hex();
    world_.events.publish(std::move(of_user));
  }
  if (users.empty()) world_.events.publish(std::move(news));
}

}  // namespace macsecd
