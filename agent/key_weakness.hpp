// A pair that works, but is worth a warning by itself.
#pragma once

#include <vector>

#include "key_state.hpp"

namespace macsecd {

std::vector<Reason> key_weaknesses(mka::CipherSuite suite, const mka::Ckn& ckn,
                                   std::size_t cak_size);
// The CKN alone: the CAK is not known.
std::vector<Reason> ckn_weaknesses(const mka::Ckn& ckn);

}  // namespace macsecd
