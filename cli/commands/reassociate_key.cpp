#include "commands.hpp"
#include "common_options.hpp"
#include "key_wait.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  std::string ckn;
  Waiting waiting;
};

Result<Value> run(const Options& options, const Context& context) {
  if (const auto complaint = complaint_about_ckn(options.ckn))
    return Failure{macsec::within(options.name, *complaint)};
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto reply =
      client->call("ReassociateKey", {{"connectionName", options.name}, {"ckn", options.ckn}});
  if (!reply) return Failure{reply.error()};
  if (options.waiting.wait)
    return await_key(*client, options.name, options.ckn, options.waiting.limit());
  return Value{*std::move(reply), say(options.name + ": key " + options.ckn + " is associating")};
}

}  // namespace

Action reassociate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  add_ckn(app, options->ckn);
  options->waiting.declare(app, "the key secures the link");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
