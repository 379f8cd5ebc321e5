// Where the PIN of a token comes from: a file in a directory that is for PINs alone, which nobody
// but root or ourselves can read; or a systemd credential whose name begins with token-pin. Whoever
// names a source has what is in it shown to a token: it must not be another secret of ours.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "token/secrets.hpp"
#include "token/state.hpp"

namespace macsecd::token {

// Tells whether a source is as it was, without its contents being kept.
struct PinVersion {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t changed_s = 0;
  std::int64_t changed_ns = 0;
  bool operator==(const PinVersion&) const = default;
};

struct SourcedPin {
  Pin pin;
  PinVersion version;
};

// `source` as in the URI. One newline at the end does not belong to the PIN.
Outcome<SourcedPin> read_pin(const std::string& source, const std::filesystem::path& directory);

}  // namespace macsecd::token
