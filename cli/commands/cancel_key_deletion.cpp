#include "commands.hpp"
#include "control/member.hpp"
#include "secret_options.hpp"

namespace macsecctl {
namespace {

std::string text(const Json& reply, const Style&) {
  std::string out;
  for (const Json& secret : macsec::member(reply, "secrets"))
    out += "secret " + macsec::text_member(secret, "secretName").value_or("?") + " stays\n";
  return out;
}

}  // namespace

Action cancel_key_deletion(CLI::App& app) {
  const auto secret = std::make_shared<MeantSecret>();
  secret->declare(app);
  return [secret](Context& context) -> Result<Value> {
    const auto parameters = secret->parameters();
    if (!parameters) return Failure{parameters.error()};
    auto reply = context.call("CancelKeyDeletion", *parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), text};
  };
}

}  // namespace macsecctl
