// What a CAK is derived to, with an error that somebody can act on.
#pragma once

#include "control/result.hpp"
#include "mka/derived_keys.hpp"

namespace macsecd {

macsec::Result<mka::DerivedKeys> derived_from(const mka::Cak& cak, const mka::Ckn& ckn);

}  // namespace macsecd
