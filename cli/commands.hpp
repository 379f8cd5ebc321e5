// All commands. The order in which people see them is that of command_groups.cpp.
#pragma once

#include <span>

#include "command.hpp"

namespace macsecctl {

Action setup(CLI::App& app);
Action bench(CLI::App& app);
Action check(CLI::App& app);
Action config(CLI::App& app);
Action create_connection(CLI::App& app);
Action update_connection(CLI::App& app);
Action delete_connection(CLI::App& app);
Action down(CLI::App& app);
Action up(CLI::App& app);
Action generate_key(CLI::App& app);
Action associate_key(CLI::App& app);
Action reassociate_key(CLI::App& app);
Action disassociate_key(CLI::App& app);
Action delete_key(CLI::App& app);
Action describe_connections(CLI::App& app);
Action describe_keys(CLI::App& app);
Action diagnose(CLI::App& app);
Action rekey(CLI::App& app);
Action rotate(CLI::App& app);
Action run_hooks(CLI::App& app);
Action wait(CLI::App& app);
Action watch(CLI::App& app);
Action metrics(CLI::App& app);
Action capture_frames(CLI::App& app);
Action decode(CLI::App& app);
Action monitor(CLI::App& app);
Action create_lag(CLI::App& app);
Action update_lag(CLI::App& app);
Action delete_lag(CLI::App& app);
Action associate_connection_with_lag(CLI::App& app);
Action disassociate_connection_from_lag(CLI::App& app);
Action describe_lags(CLI::App& app);
Action keystore(CLI::App& app);
Action import_configuration(CLI::App& app);
Action import_secret(CLI::App& app);
Action list_secrets(CLI::App& app);
Action generate_peer_config(CLI::App& app);
Action grant_secrets(CLI::App& app);
Action revoke_secrets(CLI::App& app);
Action delete_secret(CLI::App& app);
Action schedule_key_deletion(CLI::App& app);
Action cancel_key_deletion(CLI::App& app);
Action completion(CLI::App& app);
Action complete(CLI::App& app);
Action manual(CLI::App& app);
// Without a command: one line per connection.
Action overview(CLI::App& app);

std::span<const Command> commands();
// What shells and the build of the manual page call: not in help.
std::span<const Command> hidden_commands();

}  // namespace macsecctl
