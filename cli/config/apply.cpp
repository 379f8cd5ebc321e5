#include "config/apply.hpp"

#include <chrono>
#include <thread>

#include "control/member.hpp"
#include "key_wait.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;
using namespace std::chrono_literals;

// The other end needs two hellos to take up a key that was added just now.
constexpr auto patience = 10s;
// So long the agent lets a key serve that is out of use, and a little longer.
constexpr auto longest_leave = 25s;
constexpr auto pause = 500ms;

class Applier {
 public:
  Applier(Client& client, const Plan& plan, const ApplyOptions& options)
      : client_(client), options_(options), seen_(plan.seen) {}

  Result<void> follow(const Step& step) {
    if (step.method == "DisassociateKey" && !options_.force)
      if (auto free = await_dispensable(step); !free) return free;
    Json parameters = step.parameters;
    const auto tag = seen_.find(step.connection);
    if (tag != seen_.end() && step.method != "GrantSecrets") parameters["ifMatch"] = tag->second;
    const auto reply =
        step.method == "DeleteKey" ? delete_key(parameters) : client_.call(step.method, parameters);
    if (!reply) return Failure{reply.error()};
    remember(step.connection, *reply);
    return {};
  }

 private:
  void remember(const std::string& connection, const Json& reply) {
    auto tag = text_member(reply, "entityTag");
    if (!tag) tag = text_member(member(reply, "connection"), "entityTag");
    if (tag) seen_[connection] = *tag;
  }

  // A key that is taken out of use serves until the traffic has moved.
  Result<Json> delete_key(const Json& parameters) {
    const auto deadline = std::chrono::steady_clock::now() + longest_leave;
    for (;;) {
      auto reply = client_.call("DeleteKey", parameters);
      if (reply || reply.error().code != Errc::incorrect_status || !is_leaving(parameters) ||
          std::chrono::steady_clock::now() >= deadline)
        return reply;
      std::this_thread::sleep_for(pause);
    }
  }

  bool is_leaving(const Json& parameters) {
    const auto reply = client_.call("DescribeConnections",
                                    {{"connectionName", member(parameters, "connectionName")}});
    if (!reply) return false;
    const Json& key =
        key_of(member(*reply, "connections").at(0), text_member(parameters, "ckn").value_or(""));
    return text_member(key, "state") == "disassociating";
  }

  // Nothing is blocked or passes in clear because of it: another key carries the traffic.
  Result<void> await_dispensable(const Step& step) {
    Json question = step.parameters;
    question["dryRun"] = true;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
      const auto reply = client_.call("DisassociateKey", question);
      if (!reply) return Failure{reply.error()};
      const Json& consequence = member(*reply, "consequence");
      const std::string code = text_member(consequence, "code").value_or("");
      if (code == "none" || code == "traffic-moves") return {};
      if (std::chrono::steady_clock::now() >= deadline)
        return Failure{
            Error{Errc::incorrect_status,
                  step.connection + ": key " + text_member(step.parameters, "ckn").value_or("") +
                      " is still needed: " + text_member(consequence, "message").value_or(""),
                  "apply again when the other end has the new key, or say --force"}};
      std::this_thread::sleep_for(pause);
    }
  }

  Client& client_;
  const ApplyOptions& options_;
  std::map<std::string, std::string> seen_;
};

}  // namespace

Result<void> apply(Client& client, const Plan& plan, const ApplyOptions& options) {
  Applier applier(client, plan, options);
  std::size_t count = 0;
  for (const Step& step : plan.steps) {
    if (auto done = applier.follow(step); !done) {
      Error error = done.error();
      const std::string so_far = std::to_string(count) + " of " +
                                 std::to_string(plan.steps.size()) +
                                 " steps were done before; macsecctl config diff tells the rest";
      error.hint += (error.hint.empty() ? "" : "\n  ") + so_far;
      return Failure{std::move(error)};
    }
    ++count;
    if (options.done) options.done(step);
  }
  return {};
}

}  // namespace macsecctl
