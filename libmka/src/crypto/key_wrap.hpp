// AES Key Wrap (RFC 3394, default initial value) of a SAK under a KEK.
#pragma once

#include <optional>

#include "mka/secret.hpp"
#include "mka/types.hpp"
#include "wire/distributed_sak.hpp"

namespace mka::crypto {

std::optional<wire::DistributedSak::WrappedSak> wrap_sak(const Kek& kek, const Sak& sak);
// Nothing if the integrity check fails.
std::optional<Sak> unwrap_sak(const Kek& kek, Bytes wrapped);

}  // namespace mka::crypto
