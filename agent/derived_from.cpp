#include "derived_from.hpp"

namespace macsecd {

macsec::Result<mka::DerivedKeys> derived_from(const mka::Cak& cak, const mka::Ckn& ckn) {
  if (auto keys = mka::derive_keys(cak, ckn)) return *std::move(keys);
  return macsec::Failure{{macsec::Errc::internal, "OpenSSL derives no keys from the CAK",
                          "AES-CMAC is missing there: openssl list -mac-algorithms"}};
}

}  // namespace macsecd
