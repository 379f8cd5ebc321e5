// The vault as the JSON of the control interface: everything but secrets.
#pragma once

#include "control/json.hpp"
#include "vault/rewrap.hpp"
#include "vault/vault.hpp"

namespace macsecd {

macsec::Json describe(const Vault& vault, const Rewrap& rewrap);

}  // namespace macsecd
