// Where the PIN of a token comes from: a file that nobody but root or ourselves can read, or a
// systemd credential.
#pragma once

#include <sys/types.h>

#include <cstdint>
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
Outcome<SourcedPin> read_pin(const std::string& source);

}  // namespace macsecd::token
