// ICK and KEK of a CAK that never leaves the token.
#pragma once

#include "token/worker/key.hpp"

namespace macsecd::token {

// ICK || KEK, each as long as the CAK. `ckn`: 1 to 32 octets.
Outcome<Payload> derive_keys(const Session& session, const Key& cak,
                             std::span<const std::uint8_t> ckn);

}  // namespace macsecd::token
