// Connection: keys whose CAKs are in tokens.
#include "connection.hpp"

namespace macsecd {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

// A key that is here with its CAK, or that another token holds, stays as it is: the same CAK would
// then be in two places.
Result<void> Connection::add_token_key(mka::Ckn ckn, mka::DerivedKeys derived, std::string uri,
                                       KeyStart start, std::optional<KeySession> session) {
  const Key* known = saved_.keys.find(ckn);
  if (known != nullptr && known->token_uri != uri)
    return Failure{{Errc::key_exists,
                    "CKN " + ckn.hex() +
                        (known->token_uri.empty() ? " is there with a CAK that is not in a token"
                                                  : " is there, under another URI"),
                    "disassociate and delete it first, or choose another CKN"}};
  if (auto added = add_key(ckn, std::move(derived), start, session); !added) return added;
  saved_.keys.set_token(ckn, std::move(uri));
  return {};
}

}  // namespace macsecd
