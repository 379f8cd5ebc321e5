// Files that a crash leaves either old or new: written aside, synced, renamed, directory synced.
// Every step that changes the disk can be made to fail from outside, to show that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "control/result.hpp"

namespace macsecd {

enum class WriteStep : std::uint8_t {
  make_directory,
  create,
  write,
  sync,
  rename,
  sync_directory,
  overwrite,
  remove
};

// Told before each step; a test crashes there by throwing, or fails the step with an errno. 0: go
// on.
using BeforeStep = std::function<int(WriteStep, const std::filesystem::path&)>;

// What a write leaves behind when it is cut short ends with this.
inline constexpr std::string_view unfinished_suffix = ".new";

// Mode 0600. The octets go to the kernel as they are: no copy is made.
macsec::Result<void> write_atomically(const std::filesystem::path& file,
                                      std::span<const std::uint8_t> octets,
                                      const BeforeStep& before = {});
macsec::Result<void> sync_directory(const std::filesystem::path& directory,
                                    const BeforeStep& before = {});
// The directory with mode 0700, made if need be; one of somebody else is refused.
macsec::Result<void> private_directory(const std::filesystem::path& directory,
                                       const BeforeStep& before = {});
// One that is not there is removed already.
macsec::Result<void> remove_file(const std::filesystem::path& file, const BeforeStep& before = {});
// Overwritten first, for file systems that write in place.
macsec::Result<void> shred_file(const std::filesystem::path& file, const BeforeStep& before = {});

}  // namespace macsecd
