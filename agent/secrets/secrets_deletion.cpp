// Secrets: their planned deletion, by the three rules of docs/secrets.md.
#include <algorithm>

#include "clock.hpp"
#include "log.hpp"
#include "secrets/secrets.hpp"
#include "vault/open_vault.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

// So much of the time may be forgotten in a crash of the machine; it then comes later.
constexpr std::chrono::seconds longest_look{3600};
constexpr std::chrono::seconds while_locked{30};
// While the traffic moves away from a key whose secret is about to go.
constexpr std::chrono::seconds soon{1};

// What is decided for a LAG is decided for all of its members.
std::string unit_of(const Connection& connection) {
  return connection.lag().empty() ? connection.name() : connection.lag() + " (LAG)";
}

}  // namespace

std::optional<WallTime> Secrets::deletion_of(std::string_view name) const {
  const auto at = planned_.find(name);
  if (at == planned_.end()) return std::nullopt;
  PlannedDeletion now = at->second;
  now.advance(clock_());
  return now.expected(wall_now());
}

Result<void> Secrets::check_plan(const std::vector<std::string>& names, bool planned) const {
  for (const std::string& name : names) {
    if (vault_.find(name) == nullptr)
      return Failure{{Errc::key_not_found, "there is no secret " + name, "macsecctl list-secrets"}};
    const auto on = deletion_of(name);
    if (on.has_value() == planned) continue;
    if (planned)
      return Failure{{Errc::incorrect_status, "no deletion of secret " + name + " is planned",
                      "macsecctl list-secrets shows what is"}};
    return Failure{{Errc::incorrect_status,
                    "secret " + name + " is to be deleted on " + to_string(*on) + " already",
                    "macsecctl cancel-key-deletion " + name + ", and plan it anew"}};
  }
  return {};
}

void Secrets::schedule(const std::vector<std::string>& names, std::chrono::seconds in,
                       Planned planned) {
  vault_.open([this, names, in, planned = std::move(planned)](Result<OpenVault*> open) {
    if (!open) return planned(Failure{open.error()});
    if (auto fit = check_plan(names, false); !fit) return planned(Failure{fit.error()});
    const auto deletion = PlannedDeletion::in(in, clock_(), wall_now());
    if (!deletion) return planned(Failure{deletion.error()});
    std::vector<DeletionNotice> notices;
    for (const std::string& name : names) {
      if (auto kept = (*open)->set(name, *deletion); !kept) return planned(Failure{kept.error()});
      planned_.insert_or_assign(name, *deletion);
      const auto more = follow_plan(name);
      notices.insert(notices.end(), more.begin(), more.end());
    }
    look();
    planned(std::move(notices));
  });
}

// Without a secured session there is nothing to wait for; with one it lives on in memory.
std::vector<DeletionNotice> Secrets::follow_plan(const std::string& name) {
  tell_keys();
  const WallTime on = *deletion_of(name);
  const std::string date = to_string(on);
  tell(name, uses_of(name), "key-deletion-scheduled", Level::warning,
       "the secret is deleted on " + date +
           "; until then it is not readable, and a session ends "
           "with the agent's next start: macsecctl cancel-key-deletion " +
           name,
       "planned");
  std::map<std::string, bool> secured;
  for (const User& user : uses_of(name)) {
    bool& any = secured[unit_of(*user.connection)];
    any = any || user.connection->is_secured();
  }
  std::vector<DeletionNotice> notices;
  std::vector<User> idle;
  for (const User& user : uses_of(name)) {
    if (!user.connection->saved().keys.find(user.ckn)->wanted) continue;
    const bool lives = secured[unit_of(*user.connection)];
    if (!lives) idle.push_back(user);
    notices.push_back(
        {name, user.connection->name(), on,
         lives ? Reason{"session-lives-on",
                        "the session goes on until the agent is started anew, at the latest until "
                        "the deletion",
                        "macsecctl rotate to another key before"}
               : Reason{"disassociated", "no session is secured: the key is disassociated at once",
                        "macsecctl cancel-key-deletion and reassociate-key bring it back"}});
  }
  withdraw(idle);
  if (notices.empty()) notices.push_back({name, "", on, {"not-in-use", "no key uses it", ""}});
  return notices;
}

void Secrets::withdraw(const std::vector<User>& users) {
  for (const User& user : users)  // refused only if it is out of use already
    (void)user.connection->withdraw_key(user.ckn);
  if (users.empty()) return;
  if (auto saved = connections_.save(); !saved) log::error(log::one_line(saved.error()));
}

void Secrets::cancel(const std::vector<std::string>& names, const Done& done) {
  vault_.open([this, names, done](Result<OpenVault*> open) {
    if (!open) return done(Failure{open.error()});
    if (auto fit = check_plan(names, true); !fit) return done(std::move(fit));
    for (const std::string& name : names) {
      if (auto cleared = (*open)->clear<PlannedDeletion>(name); !cleared) return done(cleared);
      planned_.erase(name);
      tell_keys();
      tell(name, uses_of(name), "key-deletion-cancelled", Level::info,
           "the secret stays, and can be read again");
    }
    connections_.read_secrets(**open);  // for keys that were loaded while it could not be read
    done({});
  });
}

void Secrets::read_plans() {
  for (const SecretEntry* entry : vault_.list()) {
    if (!entry->facets.contains(PlannedDeletion::facet) || planned_.contains(entry->name)) continue;
    if (const auto deletion = entry->get<PlannedDeletion>())
      planned_.emplace(entry->name, *deletion);
    else
      log::error("secret " + entry->name +
                 ": its planned deletion cannot be read, and is not done");
  }
  // Also of a secret that went with its key, and came again without a plan.
  std::erase_if(planned_, [&](const auto& one) {
    const SecretEntry* entry = vault_.find(one.first);
    return entry == nullptr || !entry->facets.contains(PlannedDeletion::facet);
  });
}

// Then waits for the next of these.
void Secrets::look() {
  if (vault_.verified()) read_plans();
  std::chrono::seconds next = vault_.verified() ? longest_look : while_locked;
  std::vector<std::string> due;
  for (auto& [name, deletion] : planned_) {
    look_at(name, deletion);
    if (deletion.is_due())
      due.push_back(name);
    else
      next = std::min(next, std::max(deletion.until_next(), soon));
  }
  for (const std::string& name : due) finish(name);
  save_plans();
  tell_keys();
  if (!due.empty()) next = soon;
  look_.set(now() + next, [this] { look(); });
}

void Secrets::look_at(const std::string& name, PlannedDeletion& deletion) {
  deletion.advance(clock_());
  if (const auto days = deletion.take_reminder())
    tell(name, uses_of(name), "key-deletion-scheduled", Level::warning,
         "the secret is deleted in " + std::to_string(*days) + (*days == 1 ? " day" : " days") +
             ", on " + to_string(deletion.expected(wall_now())) +
             ": macsecctl cancel-key-deletion " + name,
         "reminder");
}

// As if its keys were disassociated and deleted by hand: with what follows for the last key.
void Secrets::finish(const std::string& name) {
  const auto users = uses_of(name);
  std::vector<User> wanted;
  bool leaving = false;
  for (const User& user : users)
    if (user.connection->saved().keys.find(user.ckn)->wanted) wanted.push_back(user);
  withdraw(wanted);
  for (const User& user : users)
    leaving = leaving || user.connection->saved().keys.find(user.ckn)->leaves_by;
  if (leaving) return;  // looked at again soon
  vault_.open([this, name](Result<OpenVault*> open) {
    if (!open) return;                      // as well
    const auto plan = planned_.find(name);  // cancelled meanwhile?
    if (plan == planned_.end() || !plan->second.is_due()) return;
    const auto last = uses_of(name);
    for (const User& user : last) user.connection->forget_key(user.ckn);
    if (auto saved = connections_.save(); !saved) return log::error(log::one_line(saved.error()));
    if (auto gone = (*open)->remove(name); !gone) return log::error(log::one_line(gone.error()));
    planned_.erase(name);
    tell(name, last, "key-deleted", Level::warning, "the secret was deleted, as planned",
         "planned");
  });
}

void Secrets::save_plans() {
  if (vault_.verified()) read_plans();
  if (planned_.empty()) return;
  vault_.open([this](Result<OpenVault*> open) {
    for (const auto& [name, deletion] : planned_)
      if (open)
        if (auto kept = (*open)->set(name, deletion); !kept)
          log::error(log::one_line(kept.error()));
  });
}

}  // namespace macsecd
