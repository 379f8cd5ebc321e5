#pragma once
#include "commands.hpp"
namespace macsecctl {
Action config(CLI::App& app);
Action generate_peer_config(CLI::App& app);
Action import_configuration(CLI::App& app);
}  // namespace macsecctl
