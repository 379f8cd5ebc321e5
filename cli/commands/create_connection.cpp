#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "vendor_spelling.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

struct Options {
  std::string name;
  std::string interface;
  std::optional<std::string> device;
  Policy policy;
  std::optional<std::string> confidentiality;
  std::optional<std::uint32_t> replay_window;
  FixedDeviceOptions fixed;
};

Json parameters_of(const Options& options) {
  Json parameters{{"connectionName", options.name}, {"interface", options.interface}};
  add_if_given(parameters, "device", options.device);
  options.policy.add_to(parameters);
  add_if_given(parameters, "confidentiality", options.confidentiality);
  add_if_given(parameters, "replayWindow", options.replay_window);
  options.fixed.add_to(parameters);
  return parameters;
}

std::string text(const Json& reply, const Style& style) {
  const Json made = respelled(member(reply, "connection"), style);
  const std::string name = text_member(made, "connectionName").value_or("?");
  const std::string mode = text_member(made, "encryptionMode").value_or("?");
  std::string words = "created " + name + ": device " + text_member(made, "device").value_or("?") +
                      " over " + text_member(made, "interface").value_or("?") + ", " + mode + ", " +
                      text_member(made, "cipherSuite").value_or("?") + "\n";
  if (mode == "should_encrypt")
    words += "  should_encrypt fails open: clear text passes while the link is not secured\n";
  return words + "  next: macsecctl associate-key " + name + " --ckn HEX --cak-file FILE\n";
}

}  // namespace

Action create_connection(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->description("the connection")->required();
  app.add_option("--interface", options->interface, "the Ethernet interface to secure")
      ->type_name("IF")
      ->required();
  app.add_option("--device", options->device,
                 "name of the MACsec device that carries the traffic (default: ms-IF)")
      ->type_name("D");
  app.add_flag("--request-macsec")
      ->description("as the AWS command line has it; MACsec is always requested");
  options->policy.declare(app);
  app.add_option("--confidentiality", options->confidentiality, "offset-0 or integrity-only")
      ->type_name("C");
  app.add_option("--replay-window", options->replay_window, "frames that may arrive out of order")
      ->type_name("N");
  options->fixed.declare(app);
  return [options](Context& context) -> Result<Value> {
    auto reply = context.call("CreateConnection", parameters_of(*options));
    if (!reply) return Failure{reply.error()};
    if (!context.json) print_warnings(*reply);
    return Value{*std::move(reply), text};
  };
}

}  // namespace macsecctl
