// Key derivation of 802.1X 6.2.1 and 9.3.3: ICK and KEK from a CAK.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/secret.hpp"
#include "mka/types.hpp"

namespace mka::crypto {

// Nothing if the CAK is not 16 or 32 octets long or OpenSSL fails.
std::optional<Ick> derive_ick(const Cak& cak, const Ckn& ckn);
std::optional<Kek> derive_kek(const Cak& cak, const Ckn& ckn);

}  // namespace mka::crypto
