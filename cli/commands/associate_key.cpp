#include "cak_options.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "fresh_options.hpp"
#include "key_wait.hpp"
#include "token_key.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

struct Options {
  std::string name;
  std::string ckn;
  CakOptions cak;
  FreshOptions fresh;
  std::string secret;
  std::string pkcs11_uri;
  std::optional<std::string> session;
  std::optional<std::string> start_on;
  bool when_peer_seen = false;
  Waiting waiting;
};

Json parameters_of(const Options& options) {
  Json parameters{{"connectionName", options.name}};
  if (!options.secret.empty()) {
    parameters["secretName"] = options.secret;
  } else if (!options.pkcs11_uri.empty()) {
    parameters.update({{"ckn", options.ckn}, {"pkcs11Uri", options.pkcs11_uri}});
  } else {
    parameters.update({{"ckn", options.ckn}, {"cakFileDescriptor", 0}});
    options.cak.add_to(parameters);
  }
  add_if_given(parameters, "session", options.session);
  add_if_given(parameters, "startOn", options.start_on);
  if (options.when_peer_seen) parameters["activateWhenPeerSeen"] = true;
  return parameters;
}

Result<Json> associate_token_key(Client& client, const Options& options) {
  if (const auto complaint = complaint_about_uri(options.pkcs11_uri))
    return Failure{macsec::within(options.name, *complaint)};
  return client.call("AssociateTokenKey", parameters_of(options));
}

Result<Json> associate(Client& client, const Options& options) {
  if (!options.pkcs11_uri.empty()) return associate_token_key(client, options);
  const auto cak = options.cak.open();
  if (!cak) return Failure{macsec::within(options.name, cak.error())};
  const int descriptor = cak->get();
  return client.call("AssociateKey", parameters_of(options), {&descriptor, 1});
}

std::string sentence(const Options& options, const Json& reply) {
  const auto start = text_member(member(reply, "key"), "startOn");
  return options.name + ": key " + options.ckn + " is associating" +
         (start ? ", it goes into service at " + *start : "");
}

Result<Value> finish(Client& client, const Options& options, const Context& context, Json reply) {
  if (!context.json) print_warnings(reply);
  if (options.waiting.wait)
    return await_key(client, options.name, options.ckn, options.waiting.limit());
  const std::string words = sentence(options, reply);
  return Value{std::move(reply), say(words)};
}

// What a person asked to have of the fresh pair is written before the agent has it: no key is in
// use whose CAK could not be kept.
Result<Value> run_fresh(Options options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  FreshPair pair;
  if (auto made = options.fresh.make(pair); !made) return Failure{made.error()};
  if (options.ckn.empty()) options.ckn = pair.ckn;
  pair.ckn = options.ckn;
  auto reply = options.fresh.hand_over(pair, [&](int descriptor) {
    return client->call("AssociateKey", parameters_of(options), {&descriptor, 1});
  });
  if (!reply) return Failure{reply.error()};
  if (!options.fresh.print) return finish(*client, options, context, *std::move(reply));
  if (!context.json) print_warnings(*reply);
  pair.print(context.json);
  return Value{};
}

// Which key that is, the agent says.
Result<Value> run_secret(Options options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto reply = client->call("AssociateKey", parameters_of(options));
  if (!reply) return Failure{reply.error()};
  options.ckn = text_member(member(*reply, "key"), "ckn").value_or("");
  return finish(*client, options, context, *std::move(reply));
}

Result<Value> run(const Options& options, const Context& context) {
  if (!options.secret.empty()) return run_secret(options, context);
  if (options.ckn.empty() && !options.fresh.generate) throw CLI::RequiredError("--ckn");
  if (!options.ckn.empty())
    if (const auto complaint = complaint_about_ckn(options.ckn))
      return Failure{macsec::within(options.name, *complaint)};
  if (options.fresh.generate) return run_fresh(options, context);
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto reply = associate(*client, options);
  if (!reply) return Failure{reply.error()};
  return finish(*client, options, context, *std::move(reply));
}

}  // namespace

Action associate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_option("--ckn", options->ckn, "name of the key: 1 to 32 octets in hexadecimal")
      ->type_name("HEX");
  options->cak.declare(app);
  options->fresh.declare(app);
  app.add_option("--secret", options->secret,
                 "a stored secret that is granted to the connection, instead of a pair")
      ->type_name("S")
      ->excludes(app.get_option("--ckn"), app.get_option("--cak-file"),
                 app.get_option("--cak-credential"), app.get_option("--cak-base64"),
                 app.get_option("--pad-cak"), app.get_option("--generate"));
  app.add_option("--session", options->session,
                 "primary, or fallback: it serves when no primary key does, and has no life time")
      ->type_name("W")
      ->check(CLI::IsMember({"primary", "fallback"}));
  app.add_option("--pkcs11-uri", options->pkcs11_uri,
                 "the CAK is a key of a PKCS#11 token: pkcs11:token=T;object=O?pin-source=file:/F")
      ->type_name("URI")
      ->excludes(app.get_option("--cak-file"), app.get_option("--cak-credential"),
                 app.get_option("--cak-base64"), app.get_option("--pad-cak"),
                 app.get_option("--generate"), app.get_option("--secret"));
  app.add_flag("--activate-when-peer-seen", options->when_peer_seen,
               "listen only, until the peer uses this key");
  options->waiting.declare(app, "the key secures the link");
  app.add_option("--start-on", options->start_on,
                 "keep the key, and use it from then on: 2026-01-31T12:00:00Z or +SECONDS")
      ->type_name("TIME")
      ->excludes(app.get_option("--wait"));
  app.get_option("--print")->excludes(app.get_option("--wait"));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
