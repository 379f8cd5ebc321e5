// How often the packet numbers of a port must be looked at, so that exhaustion cannot be missed.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/time.hpp"
#include "mka/types.hpp"

namespace macsecd {

inline constexpr mka::Duration slowest_poll{1000};
inline constexpr mka::Duration fastest_poll{100};

// At most the time in which the port's line rate uses half of the packet numbers between the
// threshold (0: 75 %) and the end. An unknown speed counts as the fastest there is.
mka::Duration poll_interval(mka::CipherSuite suite, mka::Pn threshold,
                            std::optional<std::uint32_t> megabits_per_second);

}  // namespace macsecd
