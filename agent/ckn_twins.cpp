#include "ckn_twins.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

const Key* twin_of(const Keychain& keychain, const mka::Ckn& ckn) {
  for (const Key& key : keychain.keys())
    if (key.ckn != ckn && key.ckn.equal_but_for_trailing_zeros(ckn)) return &key;
  return nullptr;
}

}  // namespace

Result<void> check_no_twin(const Keychain& keychain, const mka::Ckn& ckn) {
  const Key* twin = twin_of(keychain, ckn);
  if (twin == nullptr) return {};
  return Failure{{Errc::key_exists,
                  "CKN " + ckn.hex() + " differs from " + twin->ckn.hex() +
                      " in trailing zeros only, and the CKN match is auto",
                  "choose another CKN, or delete that key first, or say update-connection "
                  "--ckn-match exact"}};
}

Result<void> check_no_twins(const Keychain& keychain) {
  for (const Key& key : keychain.keys())
    if (const Key* twin = twin_of(keychain, key.ckn))
      return Failure{{Errc::incorrect_status,
                      "cknMatch: auto would take the keys " + key.ckn.hex() + " and " +
                          twin->ckn.hex() + " for one: they differ in trailing zeros only",
                      "delete one of them first: macsecctl disassociate-key, then delete-key"}};
  return {};
}

}  // namespace macsecd
