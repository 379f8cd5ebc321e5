#include "cak_options.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "fresh_options.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  std::string ckn;
  CakOptions cak;
  FreshOptions fresh;
  std::string grant;
};

Json parameters_of(const Options& options) {
  Json parameters{{"secretName", options.name}, {"ckn", options.ckn}, {"cakFileDescriptor", 0}};
  options.cak.add_to(parameters);
  if (!options.grant.empty()) parameters["grantTo"] = options.grant;
  return parameters;
}

Value stored(const Options& options, Json reply, bool json) {
  if (!json) print_warnings(reply);
  return Value{std::move(reply),
               say("secret " + options.name + " is stored, with CKN " + options.ckn)};
}

Result<Value> run_fresh(Options options, const Context& context) {
  FreshPair pair;
  if (auto made = options.fresh.make(pair); !made) return Failure{made.error()};
  if (options.ckn.empty()) options.ckn = pair.ckn;
  pair.ckn = options.ckn;
  auto reply = options.fresh.hand_over(pair, [&](int descriptor) {
    return context.call("ImportSecret", parameters_of(options), {&descriptor, 1});
  });
  if (!reply) return Failure{reply.error()};
  if (!options.fresh.print) return stored(options, *std::move(reply), context.json);
  if (!context.json) print_warnings(*reply);
  pair.print(context.json);
  return Value{};
}

Result<Value> run(const Options& options, const Context& context) {
  if (options.ckn.empty() && !options.fresh.generate) throw CLI::RequiredError("--ckn");
  if (!options.ckn.empty())
    if (const auto complaint = complaint_about_ckn(options.ckn))
      return Failure{macsec::within(options.name, *complaint)};
  if (options.fresh.generate) return run_fresh(options, context);
  const auto cak = options.cak.open();
  if (!cak) return Failure{macsec::within(options.name, cak.error())};
  const int descriptor = cak->get();
  auto reply = context.call("ImportSecret", parameters_of(options), {&descriptor, 1});
  if (!reply) return Failure{reply.error()};
  return stored(options, *std::move(reply), context.json);
}

}  // namespace

Action import_secret(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("NAME", options->name, "how the secret is called")->type_name("")->required();
  app.add_option("--ckn", options->ckn, "name of the key: 1 to 32 octets in hexadecimal")
      ->type_name("HEX");
  options->cak.declare(app);
  options->fresh.declare(app);
  app.add_option("--grant", options->grant, "the connection or LAG that may use it, or PREFIX*")
      ->type_name("C");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
