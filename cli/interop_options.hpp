// Options for peers with habits of their own, and how they become parameters.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct InteropOptions {
  std::optional<std::string> ckn_match;
  std::optional<std::string> mka_version;
  std::optional<std::string> icv_indicator;
  std::optional<std::string> group_address;
  std::optional<std::string> ether_type;
  std::optional<std::string> ssci_mode;
  std::optional<std::string> hello_time;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
