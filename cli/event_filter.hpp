// Which events a person wants to see: by kind, severity and time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"

namespace macsecctl {

struct EventFilter {
  std::vector<std::string> kinds;  // patterns of the shell: session-*; none: all
  std::string severity;            // the least: debug, info, warning, error
  std::string since;               // 10m, or 2026-01-31T12:00:00Z and the beginnings of it

  void declare(CLI::App& app);
  // To be asked before the first event: "10m" counts from here.
  void begin();
  bool admits(const Json& event) const;

 private:
  std::string first_time_;
};

}  // namespace macsecctl
