// All that MKA needs of a CAK: what is derived from it under its name (802.1X 9.3.3). Whoever holds
// this need not hold the CAK, which may stay in a vault or in a token.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "mka/secret.hpp"
#include "mka/types.hpp"

namespace mka {

struct DerivedKeys {
  Ick ick;
  Kek kek;
  // The same for the same CAK under every name; says nothing else about it. Not of the standard.
  CakPrint cak_print;

  std::size_t cak_size() const { return ick.size(); }
  bool of_same_cak(const DerivedKeys& other) const { return cak_print.matches(other.cak_print); }
  DerivedKeys clone() const { return {ick.clone(), kek.clone(), cak_print.clone()}; }
};

// Nothing if the CAK is not 16 or 32 octets long or OpenSSL fails.
std::optional<DerivedKeys> derive_keys(const Cak& cak, const Ckn& ckn);

// AES-CMAC of a message under a CAK that somebody else holds, such as a token; nothing: it failed.
using CakCmac = std::function<std::optional<Icv>(Bytes message)>;
std::optional<DerivedKeys> derive_keys(std::size_t cak_size, const Ckn& ckn, const CakCmac& cmac);

}  // namespace mka
