// Whether a CAK can be rotated safely now, and if not, why and what to do: decided before anything
// is changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "check.hpp"
#include "control/error.hpp"
#include "key_state.hpp"
#include "mka/config.hpp"

namespace macsecd {

// The pair that is to come, compared with the keychain.
struct NewPair {
  mka::Ckn ckn;
  std::optional<std::size_t> cak_size{};  // none: the CAK was not given
  bool known = false;                     // the keychain has a key of this CKN
  bool other_cak = false;                 // ... with another CAK
  std::optional<mka::Ckn> same_cak{};     // another key of the chain with this CAK
  std::optional<mka::Ckn> newer{};        // a key in service that would go before it
  std::optional<macsec::Error> twin{};    // its CKN could be mistaken for another key's
  std::optional<macsec::Error> misfit{};  // the other end cannot take it
  std::vector<Reason> warnings{};         // its length, its use in other connections
};

struct PreflightFacts {
  std::string name{};                 // of the connection
  std::optional<mka::Ckn> running{};  // the new key of a rotation under way
  mka::EncryptionMode mode = mka::EncryptionMode::must_encrypt;
  bool link_up = false;
  bool secured = false;
  std::string sak_failure{};      // of the last SAK; empty: none
  std::optional<mka::Ckn> old{};  // the key to be replaced
  std::size_t old_peers = 0;      // live ones, under it
  std::optional<macsec::Error> lacks_room{};
  std::optional<NewPair> pair{};  // none: only the connection is looked at
};

std::vector<Check> preflight(const PreflightFacts& facts);

// What stands in the way, as the error of the request.
std::optional<macsec::Error> obstacle(const std::vector<Check>& checks, bool force);

}  // namespace macsecd
