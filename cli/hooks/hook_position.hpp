// How far the stream of events has been worked off, over restarts of either side: a small file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace macsecctl {

struct StreamPosition {
  std::string run;             // of the agent
  std::uint64_t sequence = 0;  // the last one that is done with
  bool operator==(const StreamPosition&) const = default;
};

// Nothing if there is none that can be read.
std::optional<StreamPosition> load_position(const std::filesystem::path& file);
// False: it could not be stored.
bool save_position(const std::filesystem::path& file, const StreamPosition& position);

}  // namespace macsecctl
