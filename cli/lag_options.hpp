// Options that the commands about LAGs share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

// NAME, or --lag-id NAME as the AWS command line writes it.
inline CLI::Option* add_lag_name(CLI::App& app, std::string& into) {
  return app.add_option("NAME,--lag-id", into, "the LAG")->type_name("")->required();
}

inline CLI::Option* add_member(CLI::App& app, std::string& into) {
  return app.add_option("--connection,--connection-id", into, "the member")
      ->type_name("C")
      ->required();
}

inline CLI::Option* add_minimum_links(CLI::App& app, std::optional<std::uint32_t>& into) {
  return app
      .add_option("--minimum-links", into,
                  "with fewer members at work it carries nothing (default: 0)")
      ->type_name("N")
      ->check(CLI::Range(0, 32));
}

}  // namespace macsecctl
