// A pair that works, but is worth a warning by itself.
#pragma once

#include <optional>
#include <vector>

#include "key_state.hpp"
#include "profile.hpp"

namespace macsecd {

// `cak_size` in octets; none: the CAK is not known.
std::vector<Reason> key_weaknesses(Profile profile, mka::CipherSuite suite, const mka::Ckn& ckn,
                                   std::optional<std::size_t> cak_size);
// Of a CAK that was filled with zeros from so many octets.
Reason padding_warning(std::size_t given);

}  // namespace macsecd
