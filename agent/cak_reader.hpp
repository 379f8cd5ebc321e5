// A CAK as it comes through a passed descriptor; what its text may be is in cak_text.hpp.
#pragma once

#include "cak_text.hpp"
#include "control/result.hpp"

namespace macsecd {

// Never waits: a regular file or memfd is read from its start, a pipe must hold all and be closed.
macsec::Result<GivenCak> read_cak(int descriptor, const CakForm& form = {});

}  // namespace macsecd
