#include "keychain.hpp"

#include <algorithm>
#include <string>

namespace macsecd {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Result<void> Keychain::add(mka::Ckn ckn, mka::Cak cak, mka::Time now) {
  if (Key* known = find(ckn)) return add_again(*known, std::move(cak), now);
  if (keys_.size() >= limit)
    return Failure{{Errc::keychain_full,
                    "the keychain is full (" + std::to_string(keys_.size()) + " of " +
                        std::to_string(limit) + ")",
                    "remove one first, the oldest is --ckn " + keys_.back().ckn.hex()}};
  const std::uint64_t sequence = keys_.empty() ? 1 : keys_.front().sequence + 1;
  keys_.insert(keys_.begin(), Key{ckn, std::move(cak), sequence, Attempt{now}});
  return {};
}

Result<void> Keychain::add_again(Key& known, mka::Cak cak, mka::Time now) {
  if (known.cak && !known.cak->matches(cak))
    return Failure{{Errc::key_exists, "CKN " + known.ckn.hex() + " is there with another CAK",
                    "a key cannot be changed: disassociate it first, or choose another CKN"}};
  if (!known.cak) known.cak = std::move(cak);
  known.attempt.since = now;
  return {};
}

Result<void> Keychain::remove(const mka::Ckn& ckn) {
  const auto gone = std::erase_if(keys_, [&](const Key& key) { return key.ckn == ckn; });
  if (gone == 0)
    return Failure{{Errc::key_not_found, "there is no key with CKN " + ckn.hex(),
                    "macsecctl describe-connections lists the keys"}};
  return {};
}

bool Keychain::restore(Key key) {
  if (keys_.size() >= limit || find(key.ckn) != nullptr) return false;
  const auto older = [&](const Key& other) { return other.sequence < key.sequence; };
  keys_.insert(std::find_if(keys_.begin(), keys_.end(), older), std::move(key));
  return true;
}

void Keychain::start_attempt(const mka::Ckn& ckn, const Attempt& attempt) {
  if (Key* key = find(ckn)) key->attempt = attempt;
}

const Key* Keychain::find(const mka::Ckn& ckn) const {
  const auto at =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& key) { return key.ckn == ckn; });
  return at == keys_.end() ? nullptr : &*at;
}

Key* Keychain::find(const mka::Ckn& ckn) {
  return const_cast<Key*>(static_cast<const Keychain*>(this)->find(ckn));
}

std::vector<mka::KeyConfig> Keychain::for_engine() const {
  std::vector<mka::KeyConfig> out;
  for (const Key& key : keys_)
    if (key.cak) out.push_back({key.ckn, key.cak->clone()});
  return out;
}

}  // namespace macsecd
