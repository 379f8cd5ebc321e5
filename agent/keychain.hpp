// The CKN/CAK pairs of one connection, newest first. Order comes from a sequence number that
// outlives restarts, never from a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "control/result.hpp"
#include "mka/config.hpp"
#include "mka/time.hpp"

namespace macsecd {

// Since when a live peer is missing, and what the participant had counted then.
struct Attempt {
  mka::Time since{};
  std::uint64_t mkpdus_accepted = 0;
  std::uint64_t icv_mismatches = 0;
};

struct Key {
  mka::Ckn ckn;
  std::optional<mka::Cak> cak;  // none: its file could not be read
  std::uint64_t sequence = 0;
  Attempt attempt{};
};

class Keychain {
 public:
  static constexpr std::size_t limit = 3;

  // A new key becomes the newest. The same pair again starts a fresh attempt and changes nothing
  // else; the same CKN with another CAK is refused, unless our copy of the CAK was unreadable.
  macsec::Result<void> add(mka::Ckn ckn, mka::Cak cak, mka::Time now);
  macsec::Result<void> remove(const mka::Ckn& ckn);
  // As read from disk. False: the limit or a CKN would be exceeded or doubled.
  bool restore(Key key);
  // A live peer is there until now, or there is no link: the attempt begins here.
  void start_attempt(const mka::Ckn& ckn, const Attempt& attempt);

  const std::vector<Key>& keys() const { return keys_; }
  const Key* find(const mka::Ckn& ckn) const;
  bool empty() const { return keys_.empty(); }
  // The usable ones, copied for the engine.
  std::vector<mka::KeyConfig> for_engine() const;

 private:
  Key* find(const mka::Ckn& ckn);
  macsec::Result<void> add_again(Key& known, mka::Cak cak, mka::Time now);

  std::vector<Key> keys_;  // newest first
};

}  // namespace macsecd
