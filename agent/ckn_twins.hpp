// Two keys whose CKNs differ in trailing zero octets only: with --ckn-match auto nobody could tell
// which of them a peer means.
#pragma once

#include "control/result.hpp"
#include "keychain.hpp"

namespace macsecd {

// Refused: the keychain has a twin of `ckn`.
macsec::Result<void> check_no_twin(const Keychain& keychain, const mka::Ckn& ckn);
// Refused: the keychain has twins.
macsec::Result<void> check_no_twins(const Keychain& keychain);

}  // namespace macsecd
