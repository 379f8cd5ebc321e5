// What must not be seen of the talk with a token.
#pragma once

#include "mka/secret.hpp"

namespace macsecd::token {

using Pin = mka::Secret<struct PinTag, 128>;
// What an operation takes or gives: a CKN, keys, a wrapped key. Treated as secret, whichever it is.
using Payload = mka::Secret<struct PayloadTag, 512>;

}  // namespace macsecd::token
