#include "config/plan.hpp"

#include <algorithm>
#include <set>

#include "config/disturbance.hpp"
#include "config/key_plan.hpp"
#include "config/present.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

std::string text(const Json& object, const char* name) {
  return text_member(object, name).value_or("");
}

std::string shown(const Json& value) {
  return value.is_string() ? value.get<std::string>() : macsec::to_text(value);
}

// The agent says "NAME: MEMBER: what is wrong"; the member's place is nearer than the connection's.
Complaint complaint_of(const WishedConnection& wish, const Error& error) {
  std::string what = error.what;
  const std::string prefix = wish.name + ": ";
  if (what.starts_with(prefix)) what.erase(0, prefix.size());
  const std::string first = what.substr(0, what.find_first_of(": "));
  const bool known = wish.settings.contains(first);
  return (known ? wish.origin.below(first) : wish.origin)
      .complaint(wish.name + ": " + what, error.hint);
}

class Planner {
 public:
  Planner(Client& client, const Present& present, const PlanOptions& options,
          Complaints& complaints)
      : client_(client), present_(present), options_(options), complaints_(complaints) {}

  Result<Plan> plan(const std::vector<WishedConnection>& wishes) {
    for (const WishedConnection& wish : wishes) wished_.insert(wish.name);
    remove_others();
    for (const WishedConnection& wish : wishes)
      if (auto done = plan_settings(wish); !done) return Failure{done.error()};
    for (const WishedConnection& wish : wishes) plan_keys(wish);
    return std::move(plan_);
  }

 private:
  // They go first: one of the wished may be on their interface.
  void remove_others() {
    for (const Json& connection : present_.connections()) {
      const std::string name = text(connection, "connectionName");
      if (wished_.contains(name)) continue;
      const std::string lag = text(connection, "lagName");
      if (!options_.prune || !lag.empty()) {
        plan_.left.push_back("connection " + name +
                             (lag.empty() ? "" : ", a member of LAG " + lag));
        continue;
      }
      pruned_.push_back(name);
      plan_.seen[name] = text(connection, "entityTag");
      plan_.steps.push_back({name, "DeleteConnection",
                             Json{{"connectionName", name}, {"force", true}},
                             "- connection, with its keys and device",
                             "its device and addresses go, and all that passes there"});
    }
  }

  Result<void> plan_settings(const WishedConnection& wish) {
    Json request{{"settings", wish.settings}, {"without", pruned_}};
    if (options_.force) request["force"] = true;
    const auto reply = client_.call("PlanConnection", request);
    if (!reply && reply.error().code == Errc::agent_unreachable) return Failure{reply.error()};
    if (!reply) {
      complaints_.push_back(complaint_of(wish, reply.error()));
      return {};
    }
    const Json& wanted = member(*reply, "wanted");
    settled_[wish.name] = wanted;
    const Json& present = member(*reply, "present");
    if (present.is_null()) return plan_creation(wish);
    plan_.seen[wish.name] = text(present_.connection(wish.name), "entityTag");
    plan_changes(wish, present, wanted);
    return {};
  }

  Result<void> plan_creation(const WishedConnection& wish) {
    Json parameters = wish.settings;
    if (options_.force) parameters["force"] = true;
    plan_.steps.push_back({wish.name, "CreateConnection", std::move(parameters),
                           "+ connection over " + text(wish.settings, "interface"), ""});
    return {};
  }

  void plan_changes(const WishedConnection& wish, const Json& present, const Json& wanted) {
    Step step{wish.name, "UpdateConnection", Json{{"connectionName", wish.name}}, "", ""};
    for (const auto& [name, value] : wanted.items()) {
      if (member(present, name) == value) continue;
      step.parameters[name] = value;
      step.line += (step.line.empty() ? "" : "\n") + std::string("~ ") + name + ": " +
                   shown(member(present, name)) + " -> " + shown(value);
      const std::string words = disturbance_of(name, shown(value));
      if (!words.empty()) step.disturbance += (step.disturbance.empty() ? "" : "; ") + words;
    }
    if (step.parameters.size() == 1) return;
    const std::string lag = text(present_.connection(wish.name), "lagName");
    if (!lag.empty()) return complain_of_lag(wish, lag);
    if (options_.force) step.parameters["force"] = true;
    plan_.steps.push_back(std::move(step));
  }

  void complain_of_lag(const WishedConnection& wish, const std::string& lag) {
    complaints_.push_back(wish.origin.complaint(
        wish.name + " is a member of LAG " + lag + ", whose members do not differ",
        "change them all: macsecctl update-connection " + lag));
  }

  void plan_keys(const WishedConnection& wish) {
    const auto settled = settled_.find(wish.name);
    if (!wish.keys || settled == settled_.end()) return;
    const Json& connection = present_.connection(wish.name);
    if (const std::string lag = text(connection, "lagName"); !lag.empty())
      return complain_of_lag(wish, lag);
    add_key_steps({wish, connection, settled->second, present_, options_.prune}, plan_,
                  complaints_);
  }

  Client& client_;
  const Present& present_;
  const PlanOptions& options_;
  Complaints& complaints_;
  Plan plan_;
  std::set<std::string> wished_;
  std::vector<std::string> pruned_;
  std::map<std::string, Json> settled_;  // with all defaults
};

}  // namespace

Result<Plan> plan_for(Client& client, const std::vector<WishedConnection>& wishes,
                      const PlanOptions& options, Complaints& complaints) {
  const auto present = Present::ask(client);
  if (!present) return Failure{present.error()};
  return Planner(client, *present, options, complaints).plan(wishes);
}

}  // namespace macsecctl
