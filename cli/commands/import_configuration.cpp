#include "cak_source.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "wpa/wiped_text.hpp"
#include "wpa/wpa_import.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

struct Options {
  std::string kind;
  std::string file;
  std::string interface;
  std::string name;
  std::optional<std::string> device;
  bool dry_run = false;
};

// wpa_supplicant-wired-eth3.conf, as Debian's unit wpa_supplicant-wired@eth3.service reads it.
std::string interface_in(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  if (!name.starts_with("wpa_supplicant-") || !name.ends_with(".conf")) return "";
  name.erase(name.size() - 5);
  return name.substr(name.rfind('-') + 1);
}

// The connection goes again if one of its keys cannot be had: all of it is there, or nothing.
Failure undo(Client& client, const std::string& name, Error error) {
  const auto undone = client.call("DeleteConnection", {{"connectionName", name}, {"force", true}});
  if (!undone) error.hint += "\n  and the connection stays: " + undone.error().what;
  return Failure{std::move(error)};
}

Result<void> associate(Client& client, const std::string& name, const ImportedKey& key) {
  const SecretBuffer digits(key.cak);
  const auto cak = seal(digits);
  if (!cak) return Failure{cak.error()};
  const int descriptor = cak->get();
  const auto reply = client.call(
      "AssociateKey", {{"connectionName", name}, {"ckn", key.ckn}, {"cakFileDescriptor", 0}},
      {&descriptor, 1});
  if (!reply) return Failure{reply.error()};
  return {};
}

Result<Json> make(Client& client, const Json& settings, const WpaImport& import) {
  const std::string name = text_member(settings, "connectionName").value_or("");
  const auto made = client.call("CreateConnection", settings);
  if (!made) return Failure{made.error()};
  for (const ImportedKey& key : import.keys)
    if (auto done = associate(client, name, key); !done) return undo(client, name, done.error());
  return member(*made, "connection");
}

// What the agent says of the plan, before anything is made.
Result<Json> planned(Client& client, const Json& settings) {
  const auto plan = client.call("PlanConnection", {{"settings", settings}});
  if (!plan) return Failure{plan.error()};
  if (member(*plan, "present").is_null()) return member(*plan, "wanted");
  return Failure{Error{Errc::connection_exists,
                       text_member(settings, "connectionName").value_or("") + " is there already",
                       "choose another name: --name; or delete that connection first"}};
}

Value told(const Options& options, const WpaImport& import, const Json& connection) {
  Json left = Json::array();
  for (const NotCarried& one : import.left)
    left.push_back({{"line", one.line}, {"name", one.name}, {"why", one.why}});
  Json keys = Json::array();
  for (const ImportedKey& key : import.keys) keys.push_back(key.ckn);
  Json json{{"dryRun", options.dry_run},
            {"connection", connection},
            {"ckns", std::move(keys)},
            {"notCarriedOver", std::move(left)}};
  return Value{std::move(json),
               [file = options.file, dry = options.dry_run](const Json& value, const Style&) {
                 const Json& made = member(value, "connection");
                 const std::string interface = text_member(made, "interface").value_or("?");
                 std::string out = text_member(made, "connectionName").value_or("?") +
                                   (dry ? ": would be made" : ": made") + " over " + interface +
                                   ", device " + text_member(made, "device").value_or("?") + ", " +
                                   text_member(made, "cipherSuite").value_or("?") +
                                   ", must_encrypt\n";
                 for (const Json& ckn : member(value, "ckns"))
                   out += "  key " + ckn.get<std::string>() + "\n";
                 for (const Json& one : member(value, "notCarriedOver"))
                   out += file + ":" + member(one, "line").dump() +
                          ": not carried over: " + text_member(one, "name").value_or("") + ": " +
                          text_member(one, "why").value_or("") + "\n";
                 return out + "  next: stop wpa_supplicant on " + interface +
                        ", and put the addresses of its macsec device on ours\n";
               }};
}

Result<Value> run(Options options, const Context& context) {
  if (options.interface.empty()) options.interface = interface_in(options.file);
  if (options.interface.empty()) throw CLI::RequiredError("--interface");
  if (options.name.empty()) options.name = options.interface;
  const auto text = WipedText::read(options.file);
  if (!text) return Failure{text.error()};
  const auto file = parse_wpa(text->expose(), options.file);
  if (!file) return Failure{file.error()};
  const auto import = import_from(*file, options.file);
  if (!import) return Failure{import.error()};
  Json settings{{"connectionName", options.name}, {"interface", options.interface}};
  add_if_given(settings, "device", options.device);
  settings.update(import->settings);
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto connection = planned(*client, settings);
  if (connection && !options.dry_run) connection = make(*client, settings, *import);
  if (!connection) return Failure{connection.error()};
  return told(options, *import, *connection);
}

}  // namespace

Action import_configuration(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("KIND", options->kind, "wpa_supplicant: whose file it is")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"wpa_supplicant"}));
  app.add_option("FILE", options->file, "the configuration with a CKN and CAK")
      ->type_name("")
      ->required();
  app.add_option("--interface", options->interface,
                 "the Ethernet interface (default: the one that the file's name ends with)")
      ->type_name("IF");
  app.add_option("--name", options->name, "the connection (default: called as its interface)")
      ->type_name("NAME");
  app.add_option("--device", options->device,
                 "name of the MACsec device (default: ms-IF; wpa_supplicant's is macsec0)")
      ->type_name("D");
  app.add_flag("--dry-run", options->dry_run, "tell what would be made, and make nothing");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
