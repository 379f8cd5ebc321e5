// A CAK as it comes through a passed descriptor: 32 or 64 hexadecimal digits, one newline allowed.
#pragma once

#include <cstdint>
#include <span>

#include "control/result.hpp"
#include "mka/secret.hpp"

namespace macsecd {

// Never waits: a regular file or memfd is read from its start, a pipe must hold all and be closed.
macsec::Result<mka::Cak> read_cak(int descriptor);

// The errors name positions, never characters: the text is the secret.
macsec::Result<mka::Cak> parse_cak(std::span<const std::uint8_t> text);

}  // namespace macsecd
