// What taking a key out of service does to a connection: decided before it is done, so that it can
// be told beforehand.
#pragma once

#include <optional>
#include <string>

#include "key_state.hpp"
#include "settings.hpp"

namespace macsecd {

struct DisassociationFacts {
  mka::Ckn ckn;
  KeyState state = KeyState::associated;
  bool carries_traffic = false;
  bool relieved = false;                // another key comes into service instead
  std::optional<mka::Ckn> next_live{};  // the newest other key that has a live peer
  bool last = false;                    // no other key is wanted
  mka::EncryptionMode mode = mka::EncryptionMode::should_encrypt;
  OnLastKey rule = OnLastKey::downgrade;
};

struct Disassociation {
  bool leaves_slowly = false;  // serves until the traffic has moved
  bool downgrades = false;     // must_encrypt becomes should_encrypt
  Reason consequence{};
};

// IncorrectStatus where the key's state, or the rule for the last key, forbids it.
macsec::Result<Disassociation> disassociation(const DisassociationFacts& facts);

}  // namespace macsecd
