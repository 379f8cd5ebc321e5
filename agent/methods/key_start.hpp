// When a key shall come into service, of the parameters startOn and activateWhenPeerSeen.
#pragma once

#include "control/call.hpp"
#include "keychain.hpp"

namespace macsecd::methods {

macsec::Result<KeyStart> key_start(const macsec::Call& call);

// primary or fallback, if it is said.
macsec::Result<std::optional<KeySession>> key_session(const macsec::Call& call);

}  // namespace macsecd::methods
