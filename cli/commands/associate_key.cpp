#include "await.hpp"
#include "cak_source.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

struct Options {
  std::string name;
  std::string ckn;
  std::string cak_file;
  bool wait = false;
  std::string timeout = default_timeout;
};

bool is_same_ckn(const std::string& a, const std::string& b) {
  return CLI::detail::to_lower(a) == CLI::detail::to_lower(b);
}

// The key of this connection that has the CKN, or null.
const Json& key_of(const Json& connection, const std::string& ckn) {
  for (const Json& key : member(connection, "macSecKeys"))
    if (is_same_ckn(text_member(key, "ckn").value_or(""), ckn)) return key;
  return member(connection, "no such key");
}

Result<Json> associate(Client& client, const Options& options) {
  const auto cak = open_cak(options.cak_file);
  if (!cak) return Failure{macsec::within(options.name, cak.error())};
  const Json parameters{
      {"connectionName", options.name}, {"ckn", options.ckn}, {"cakFileDescriptor", 0}};
  const int descriptor = cak->get();
  return client.call("AssociateKey", parameters, {&descriptor, 1});
}

Result<Value> run(const Options& options, const Context& context) {
  if (const auto complaint = complaint_about_ckn(options.ckn))
    return Failure{macsec::within(options.name, *complaint)};
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto reply = associate(*client, options);
  if (!reply) return Failure{reply.error()};
  const std::string key = options.name + ": key " + options.ckn;
  if (!options.wait) return Value{*std::move(reply), say(key + " is associating")};
  const auto reached = [&](const Json& connection) {
    const Json& wanted = key_of(connection, options.ckn);
    return is_secured(connection) && text_member(wanted, "state") == "associated";
  };
  const auto connection =
      await(*client, options.name, "associated and secured", *time_from(options.timeout), reached);
  if (!connection) return Failure{connection.error()};
  return Value{Json{{"key", key_of(*connection, options.ckn)}},
               say(key + " is associated, the link is secured")};
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
  auto* const wait = app.add_flag("--wait", options->wait, "wait until the key secures the link");
  app.add_option("--timeout", options->timeout, "how long to wait (default: 30 s)")
      ->type_name("TIME")
      ->check(check_time)
      ->needs(wait);
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
