// The command line of macsecd.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "control/socket_path.hpp"

namespace macsecd {

struct Options {
  std::filesystem::path socket = macsec::default_socket_path;
  std::filesystem::path state_directory = "/var/lib/macsecd";
  std::filesystem::path config_directory = "/etc/macsecd";
  std::string log_level = "info";
  std::string user{};  // to become; empty: nobody else
  std::string token_worker{};
};

// Of the control socket, and of teamd, which is started by us. A directory that is not the agent's
// own, as /run, is left alone.
std::vector<std::filesystem::path> runtime_directories(const Options& options);

struct CommandLine {
  std::optional<Options> options{};  // none: nothing more to do
  int exit_status = 0;
};

// Prints help, version or what is wrong.
CommandLine read_command_line(int argc, char** argv);

}  // namespace macsecd
