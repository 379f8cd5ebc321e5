#include <algorithm>
#include <cctype>

#include "cak_source.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "peer_config/peer_text.hpp"
#include "peer_config/private_text.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;

struct Options {
  std::string name;
  std::string vendor;
  std::string ckn;
  std::string interface;
  std::string out;
  bool include_secret = false;
  std::string cak_file;
};

std::vector<std::string> vendor_names() {
  std::vector<std::string> names;
  for (const Vendor* vendor : vendors()) names.emplace_back(vendor->name);
  return names;
}

const Vendor& vendor_of(const std::string& name) {
  for (const Vendor* vendor : vendors())
    if (vendor->name == name) return *vendor;
  return macsecd_peer;  // the parser has checked the name
}

// It goes into configurations and scripts as it is.
std::string check_interface_text(const std::string& text) {
  const bool plain =
      !text.empty() && text.size() <= 64 &&
      std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("/._:-").find(static_cast<char>(c)) != std::string_view::npos;
      });
  return plain ? "" : text + " is no name of an interface: letters, digits and / . _ : - make one";
}

Result<PeerFacts> facts_of(Client& client, const Options& options) {
  const auto reply = client.call("DescribeConnections", {{"connectionName", options.name}});
  if (!reply) return Failure{reply.error()};
  auto facts = peer_facts(member(*reply, "connections").at(0), options.ckn);
  if (!facts) return Failure{macsec::within(options.name, facts.error())};
  facts->interface = options.interface;
  return facts;
}

// The agent gives no CAK away: it says whether this is the one.
Result<void> check_cak(Client& client, const PeerFacts& facts, const SecretBuffer& cak) {
  const auto sealed = seal(cak);
  if (!sealed) return Failure{sealed.error()};
  const int descriptor = sealed->get();
  const auto reply = client.call(
      "CompareKey",
      {{"connectionName", facts.connection}, {"ckn", facts.ckn}, {"cakFileDescriptor", 0}},
      {&descriptor, 1});
  if (!reply) return Failure{reply.error()};
  if (flag_member(*reply, "same").value_or(false)) return {};
  return Failure{Error{Errc::key_exists,
                       facts.connection + ": the given CAK is not that of key " + facts.ckn,
                       "give the file that this key was associated from, or name the key: --ckn"}};
}

Result<void> read_cak_digits(const Options& options, const PeerFacts& facts, SecretBuffer& cak) {
  const auto source = open_cak(options.cak_file, "of key " + facts.ckn);
  if (!source) return Failure{source.error()};
  if (auto read = read_cak(source->get(), cak); !read) return read;
  cak.drop_newline();
  return {};
}

Result<void> write_with_secret(Client& client, const Options& options, const PeerFacts& facts,
                               const std::string& text) {
  SecretBuffer cak;
  if (auto read = read_cak_digits(options, facts, cak); !read)
    return Failure{macsec::within(options.name, read.error())};
  if (auto same = check_cak(client, facts, cak); !same) return same;
  // As the connection's profile filled it (AssociateKey, padCak).
  while (cak.expose().size() < facts.cak_digits) cak.append("0");
  return write_private(options.out, text, cak_mark, cak);
}

Json described(const Vendor& vendor, const PeerFacts& facts, const std::string& text) {
  Json rows = Json::array();
  for (const Agreement& row : agreements(vendor, facts))
    rows.push_back({{"parameter", row.parameter}, {"thisEnd", row.here}, {"otherEnd", row.there}});
  return {{"connectionName", facts.connection},
          {"vendor", vendor.name},
          {"ckn", facts.ckn},
          {"parameters", std::move(rows)},
          {"notes", notes_for(vendor, facts)},
          {"configuration", text}};
}

Result<Value> run(const Options& options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  const auto facts = facts_of(*client, options);
  if (!facts) return Failure{facts.error()};
  const Vendor& vendor = vendor_of(options.vendor);
  if (auto fit = check_fit(vendor, *facts); !fit)
    return Failure{macsec::within(options.name, fit.error())};
  const std::string text = configuration(vendor, *facts);
  Json json = described(vendor, *facts, text);
  if (options.out.empty())
    return Value{std::move(json), [text](const Json&, const Style&) { return text; }};
  const auto written = options.include_secret
                           ? write_with_secret(*client, options, *facts, text)
                           : write_private(options.out, text, cak_mark, SecretBuffer(cak_mark));
  if (!written) return Failure{written.error()};
  json["file"] = options.out;
  return Value{
      std::move(json),
      say(options.out + " holds the configuration for " + std::string(vendor.title) +
          (options.include_secret ? ", with the CAK: only its owner can read it (0600)"
                                  : "; put the CAK in place of " + std::string(cak_mark)))};
}

}  // namespace

Action generate_peer_config(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_option("--vendor", options->vendor, "whose configuration")
      ->type_name("V")
      ->required()
      ->check(CLI::IsMember(vendor_names()));
  app.add_option("--ckn", options->ckn, "with this key (default: the newest in service)")
      ->type_name("HEX");
  app.add_option("--interface", options->interface, "the other end's interface")
      ->type_name("IF")
      ->check(check_interface_text);
  auto* const out = app.add_option("--out", options->out,
                                   "write it to this new file, which only its owner can read")
                        ->type_name("FILE");
  auto* const secret = app.add_flag("--include-secret", options->include_secret,
                                    "with the CAK, which you give: macsecd never hands it out, but "
                                    "says whether it is the one")
                           ->needs(out);
  app.add_option(
         "--cak-file", options->cak_file,
         "your copy of the CAK in hexadecimal digits; - is standard input (default: it asks)")
      ->type_name("FILE")
      ->needs(secret);
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
