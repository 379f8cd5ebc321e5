// What a client may do: nothing, look, or change things as well.
#pragma once

#include <cstdint>

namespace macsec {

enum class Access : std::uint8_t { none, read, change };

constexpr bool suffices(Access held, Access needed) { return held >= needed; }

}  // namespace macsec
