#include "interface_survey.hpp"
#include "log.hpp"
#include "methods/methods.hpp"
#include "methods/number_within.hpp"
#include "mka_ear.hpp"
#include "spelling.hpp"

namespace macsecd::methods {
namespace {

using macsec::Failure;
using macsec::Json;
using macsec::Result;

constexpr std::int64_t longest_listen = 60;

const Connection* connection_on(Agent agent, const std::string& interface) {
  for (const auto& connection : agent.connections.all())
    if (connection->settings().interface == interface) return connection.get();
  return nullptr;
}

// As a connection would be made or changed with these settings.
Result<ConnectionSettings> wish_of(const macsec::Call& call, const Connection* present) {
  Json members = call.parameters();
  members.erase("listenSeconds");
  if (present != nullptr) return updated(present->settings(), members);
  members["connectionName"] = "check";
  const auto device = default_device_name(call.text("interface").value_or(""));
  if (!device) members["device"] = "the-device";  // only named in advice
  return settings_from(members);
}

Result<mka::Duration> listening_time(const macsec::Call& call) {
  const auto seconds = number_within(call, "listenSeconds", 0, longest_listen);
  if (!seconds) return Failure{seconds.error()};
  return mka::Duration(std::chrono::seconds(seconds->value_or(0)));
}

void answer(const World& world, macsec::Call call, const InterfaceFacts& facts) {
  std::vector<Check> checks = interface_checks(facts);
  const auto kernel = kernel_checks(survey_kernel(world, facts));
  checks.insert(checks.end(), kernel.begin(), kernel.end());
  call.reply({{"ready", is_ready(checks)}, {"checks", describe(checks)}});
}

// The call keeps the ear until it is answered or its client has gone.
bool listen_first(const World& world, macsec::Call call, const InterfaceFacts& facts,
                  mka::Duration limit) {
  auto ear = std::make_shared<MkaEar>(world.io);
  call.on_closed([ear]() mutable { ear.reset(); });
  const auto listens =
      ear->listen(facts.link->ifindex, limit, [&world, call, facts](std::uint64_t mkpdus) {
        InterfaceFacts known = facts;
        known.mkpdus_heard = mkpdus;
        answer(world, call, known);
      });
  if (!listens) log::warning(facts.link->name + ": " + netlink::describe(listens.error()));
  return static_cast<bool>(listens);
}

}  // namespace

void check_interface(Agent agent, macsec::Call call) {
  const std::string interface = call.text("interface").value_or("");
  const Connection* const present = connection_on(agent, interface);
  const auto wish = wish_of(call, present);
  if (!wish) return call.fail(within(interface, wish.error()));
  const auto limit = listening_time(call);
  if (!limit) return call.fail(within(interface, limit.error()));
  const InterfaceFacts facts = survey_interface(agent.world, *wish, present);
  const bool ask_wire = facts.link && !facts.mkpdus_heard && limit->count() > 0;
  if (ask_wire && listen_first(agent.world, call, facts, *limit)) return;
  answer(agent.world, call, facts);
}

}  // namespace macsecd::methods
