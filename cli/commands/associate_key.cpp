#include "cak_source.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
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
  std::string cak_file;
  std::string pkcs11_uri;
  std::optional<std::string> start_on;
  bool when_peer_seen = false;
  Waiting waiting;
};

Json parameters_of(const Options& options) {
  Json parameters{{"connectionName", options.name}, {"ckn", options.ckn}};
  add_if_given(parameters, "startOn", options.start_on);
  if (options.when_peer_seen) parameters["activateWhenPeerSeen"] = true;
  return parameters;
}

Result<Json> associate_token_key(Client& client, const Options& options) {
  if (const auto complaint = complaint_about_uri(options.pkcs11_uri))
    return Failure{macsec::within(options.name, *complaint)};
  Json parameters = parameters_of(options);
  parameters["pkcs11Uri"] = options.pkcs11_uri;
  return client.call("AssociateTokenKey", parameters);
}

Result<Json> associate(Client& client, const Options& options) {
  if (!options.pkcs11_uri.empty()) return associate_token_key(client, options);
  const auto cak = open_cak(options.cak_file);
  if (!cak) return Failure{macsec::within(options.name, cak.error())};
  Json parameters = parameters_of(options);
  parameters["cakFileDescriptor"] = 0;
  const int descriptor = cak->get();
  return client.call("AssociateKey", parameters, {&descriptor, 1});
}

std::string sentence(const Options& options, const Json& reply) {
  const auto start = text_member(member(reply, "key"), "startOn");
  return options.name + ": key " + options.ckn + " is associating" +
         (start ? ", it goes into service at " + *start : "");
}

Result<Value> run(const Options& options, const Context& context) {
  if (const auto complaint = complaint_about_ckn(options.ckn))
    return Failure{macsec::within(options.name, *complaint)};
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto reply = associate(*client, options);
  if (!reply) return Failure{reply.error()};
  if (!context.json) print_warnings(*reply);
  if (options.waiting.wait)
    return await_key(*client, options.name, options.ckn, options.waiting.limit());
  const std::string words = sentence(options, *reply);
  return Value{*std::move(reply), say(words)};
}

}  // namespace

Action associate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_option("--ckn", options->ckn, "name of the key: 1 to 32 octets in hexadecimal")
      ->type_name("HEX")
      ->required();
  app.add_option("--cak-file", options->cak_file,
                 "file with the CAK, 32 or 64 hexadecimal digits; - is standard input")
      ->type_name("FILE");
  app.add_option("--pkcs11-uri", options->pkcs11_uri,
                 "the CAK is a key of a PKCS#11 token: pkcs11:token=T;object=O?pin-source=file:/F")
      ->type_name("URI")
      ->excludes(app.get_option("--cak-file"));
  app.add_flag("--activate-when-peer-seen", options->when_peer_seen,
               "listen only, until the peer uses this key");
  options->waiting.declare(app, "the key secures the link");
  app.add_option("--start-on", options->start_on,
                 "keep the key, and use it from then on: 2026-01-31T12:00:00Z or +SECONDS")
      ->type_name("TIME")
      ->excludes(app.get_option("--wait"));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
