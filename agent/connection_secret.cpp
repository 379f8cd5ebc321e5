// Connection: the secrets of its keys.
#include "connection.hpp"

namespace macsecd {

using macsec::Result;

Result<void> Connection::add_key_of(const std::string& secret, mka::Ckn ckn,
                                    mka::DerivedKeys derived, KeyStart start,
                                    std::optional<KeySession> session) {
  const bool is_new = saved_.keys.find(ckn) == nullptr;
  if (auto added = add_key(ckn, std::move(derived), start, session); !added) return added;
  if (is_new) saved_.keys.keep_in_vault(ckn, secret);
  return {};
}

Result<Disassociation> Connection::withdraw_key(const mka::Ckn& ckn) {
  return disassociate_key(ckn, Cause::secret_goes);
}

void Connection::note_secret(const mka::Ckn& ckn, const SecretFacts& facts) {
  saved_.keys.note_secret(ckn, facts);
}

}  // namespace macsecd
