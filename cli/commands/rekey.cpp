#include "await.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::text_member;

struct Options {
  std::string name;
  Waiting waiting;
};

std::string latest_key(const Json& connection) {
  return text_member(member(member(connection, "mka"), "latestSak"), "keyIdentifier").value_or("");
}

// Of this connection among those that were described.
std::string latest_key_before(const Json& all, const Json& connection) {
  for (const Json& before : all)
    if (text_member(before, "connectionName") == text_member(connection, "connectionName"))
      return latest_key(before);
  return "";
}

// The new SAK carries traffic both ways, and the one before it is retired.
bool has_rotated(const Json& connection, const std::string& before) {
  const Json& mka = member(connection, "mka");
  const Json& sak = member(mka, "latestSak");
  return latest_key(connection) != before && flag_member(sak, "transmits").value_or(false) &&
         flag_member(sak, "receives").value_or(false) && member(mka, "oldSak").is_null();
}

Result<Value> run(const Options& options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  const auto before = describe_all(*client, options.name);
  if (!before) return Failure{before.error()};
  auto reply = client->call("Rekey", {{"connectionName", options.name}});
  if (!reply) return Failure{reply.error()};
  if (!options.waiting.wait)
    return Value{*std::move(reply), say(options.name + ": a fresh SAK is asked for")};
  auto after = await(*client, options.name, "on a fresh SAK", options.waiting.limit(),
                     [&](const Json& connection) {
                       return has_rotated(connection, latest_key_before(*before, connection));
                     });
  if (!after) return Failure{after.error()};
  const std::string fresh = latest_key(*after);
  return Value{Json{{"connection", *std::move(after)}},
               say(options.name + ": SAK " + fresh + " is in service")};
}

}  // namespace

Action rekey(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  options->waiting.declare(app, "the fresh SAK is used and the old one retired");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
