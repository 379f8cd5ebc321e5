#include "checks_text.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;

struct Options {
  std::string interface;
  std::optional<std::string> cipher_suite;
  std::optional<std::string> encryption_mode;
  std::optional<std::string> listen;
  ProfileOptions profile;
};

Json parameters_of(const Options& options) {
  Json parameters{{"interface", options.interface}};
  add_if_given(parameters, "cipherSuite", options.cipher_suite);
  add_if_given(parameters, "encryptionMode", options.encryption_mode);
  options.profile.add_to(parameters);
  if (options.listen) parameters["listenSeconds"] = time_from(*options.listen)->count();
  return parameters;
}

Value answer(const std::string& interface, Json reply) {
  const bool ready = flag_member(reply, "ready").value_or(false);
  return Value{std::move(reply),
               [interface, ready](const Json& json, const Style& style) {
                 return check_lines(member(json, "checks"), style) + interface + ": " +
                        (ready ? style.paint(Colour::green, "ready for a secured link")
                               : style.paint(Colour::red, "not ready for a secured link")) +
                        "\n";
               },
               ready ? exit_done : exit_failed};
}

}  // namespace

Action check(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("IF,--interface", options->interface, "the Ethernet interface to look at")
      ->type_name("")
      ->required();
  app.add_option("--cipher-suite", options->cipher_suite, "the suite that it shall work with")
      ->type_name("S");
  app.add_option("--encryption-mode", options->encryption_mode, "must_encrypt or should_encrypt")
      ->type_name("M");
  options->profile.declare(app);
  app.add_option("--listen", options->listen,
                 "wait so long, up to 60s, for the other end to speak MKA")
      ->type_name("TIME")
      ->check(check_time);
  return [options](Context& context) -> Result<Value> {
    auto reply = context.call("CheckInterface", parameters_of(*options));
    if (!reply) return Failure{reply.error()};
    return answer(options->interface, *std::move(reply));
  };
}

}  // namespace macsecctl
