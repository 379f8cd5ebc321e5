#include "options.hpp"

#include <CLI/CLI.hpp>

namespace macsecd {
namespace {

constexpr int usage_error = 2;

}  // namespace

CommandLine read_command_line(int argc, char** argv) {
  Options options{.token_worker = MACSECD_TOKEN_WORKER};
  std::string socket = options.socket;
  std::string state = options.state_directory;
  std::string config = options.config_directory;
  CLI::App app(
      "Secures Ethernet links with MACsec and its key agreement MKA. Runs in the foreground; "
      "macsecctl tells it what to do.",
      "macsecd");
  app.set_version_flag("--version", "macsecd " MACSECD_VERSION);
  app.add_option("--socket", socket, "control socket")->capture_default_str()->type_name("PATH");
  app.add_option("--state-dir", state, "connections and keys, root only")
      ->capture_default_str()
      ->type_name("DIR");
  app.add_option("--config-dir", config, "settings")->capture_default_str()->type_name("DIR");
  app.add_option("--log-level", options.log_level, "how much is told")
      ->capture_default_str()
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
  app.add_option("--user", options.user,
                 "become this user once started as root; state and socket become its own")
      ->type_name("NAME");
  app.add_option("--token-worker", options.token_worker, "program that speaks to PKCS#11 tokens")
      ->capture_default_str()
      ->type_name("PATH");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    return {std::nullopt, app.exit(stop) == 0 ? 0 : usage_error};
  }
  options.socket = socket;
  options.state_directory = state;
  options.config_directory = config;
  return {options, 0};
}

std::vector<std::filesystem::path> runtime_directories(const Options& options) {
  std::vector<std::filesystem::path> out{"/run/teamd"};
  const auto of_socket = options.socket.parent_path();
  const auto usual = std::filesystem::path(macsec::default_socket_path).parent_path();
  if (of_socket == usual || !std::filesystem::exists(of_socket)) out.push_back(of_socket);
  return out;
}

}  // namespace macsecd
