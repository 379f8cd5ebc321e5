// Files that a crash leaves either old or new: written aside, synced, renamed, directory synced.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "control/result.hpp"

namespace macsecd {

enum class WriteStep : std::uint8_t { create, write, sync, rename, sync_directory };

// Told before each step; a test ends the write there by throwing.
using BeforeStep = std::function<void(WriteStep, const std::filesystem::path&)>;

// What a write leaves behind when it is cut short ends with this.
inline constexpr std::string_view unfinished_suffix = ".new";

// Mode 0600. The octets go to the kernel as they are: no copy is made.
macsec::Result<void> write_atomically(const std::filesystem::path& file,
                                      std::span<const std::uint8_t> octets,
                                      const BeforeStep& before = {});
macsec::Result<void> sync_directory(const std::filesystem::path& directory);
// The directory with mode 0700, made if need be; one of somebody else is refused.
macsec::Result<void> private_directory(const std::filesystem::path& directory);

}  // namespace macsecd
