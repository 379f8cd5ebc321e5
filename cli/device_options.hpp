// Options about the macsec device and the suites it may have, and how they become parameters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"

namespace macsecctl {

// What create-connection and update-connection both set.
struct DeviceOptions {
  std::optional<std::string> mtu;
  std::vector<std::string> accepted_suites;
  bool force = false;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

// What only the creation decides.
struct FixedDeviceOptions {
  std::optional<std::string> send_sci;
  bool on_vlan = false;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
