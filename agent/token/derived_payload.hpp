// ICK, KEK and print of a CAK as they travel from the worker to the agent: one after the other.
#pragma once

#include <optional>

#include "mka/derived_keys.hpp"
#include "token/secrets.hpp"

namespace macsecd::token {

Payload to_payload(const mka::DerivedKeys& keys);
// Nothing for a size that no CAK gives.
std::optional<mka::DerivedKeys> derived_keys_from(const Payload& payload);

}  // namespace macsecd::token
