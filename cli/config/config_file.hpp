// The files of a configuration directory, parsed, with the places of what is in them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/complaint.hpp"

namespace macsecctl {

inline constexpr const char* default_config_directory = "/etc/macsecd";

struct ConfigFile {
  std::string path;
  Json json;
  JsonPlaces places;

  Complaint complaint(const std::string& pointer, std::string what, std::string hint = {}) const {
    return {path, places.of(pointer), std::move(what), std::move(hint)};
  }
};

// *.json, in the order of their names; what cannot be read or parsed is complained about. None at
// all is no configuration.
Result<std::vector<ConfigFile>> read_config(const std::filesystem::path& directory,
                                            Complaints& complaints);

}  // namespace macsecctl
