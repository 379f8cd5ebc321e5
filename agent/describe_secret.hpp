// Secrets as the JSON of the control interface: everything but the secret.
#pragma once

#include "control/json.hpp"
#include "secrets/secrets.hpp"
#include "vault/secret_entry.hpp"

namespace macsecd {

macsec::Json describe(const SecretEntry& entry, const Secrets& secrets);
macsec::Json describe(const Grant& grant);
macsec::Json describe(const DeletionNotice& notice);

}  // namespace macsecd
