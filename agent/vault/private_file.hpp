// Small files from disk, which are hostile until checked: bounded, never waited for, no links.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "control/result.hpp"

namespace macsecd {

enum class Access : std::uint8_t {
  ours_alone,    // it belongs to us, and nobody else may read it
  nobody_elses,  // as the system manager hands credentials over: not for the world
};

// Into a buffer of the caller's, who wipes it. Nothing: there is no such file.
macsec::Result<std::optional<std::size_t>> read_private(const std::filesystem::path& file,
                                                        Access access,
                                                        std::span<std::uint8_t> into);
// Text that holds no secret.
macsec::Result<std::optional<std::string>> read_text(const std::filesystem::path& file,
                                                     std::size_t largest);

}  // namespace macsecd
