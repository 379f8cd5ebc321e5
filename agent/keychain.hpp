// The CKN/CAK pairs of one connection, newest first, with the fallback key behind all others. Order
// comes from a sequence number that outlives restarts, never from a clock. What is kept of a key is
// what its operator wants; how far that has come is computed (key_state.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "control/result.hpp"
#include "key_secret.hpp"
#include "key_session.hpp"
#include "mka/config.hpp"
#include "mka/limits.hpp"
#include "mka/time.hpp"
#include "wall_clock.hpp"

namespace macsecd {

// Since when a live peer is missing, and what the participant had counted then.
struct Attempt {
  mka::Time since{};
  std::uint64_t mkpdus_accepted = 0;
  std::uint64_t icv_mismatches = 0;
  std::uint64_t agility_mismatches = 0;
  std::uint64_t duplicate_scis = 0;
};

// When a key comes into service.
struct KeyStart {
  std::optional<WallTime> on{};  // not before
  bool when_peer_seen = false;   // silent until the peer shows this key
  bool operator==(const KeyStart&) const = default;
};

// What the vault knows of a key's secret; it is not stored with the key.
struct SecretFacts {
  std::optional<WallTime> created_at{};
  std::optional<WallTime> deleted_on{};  // as planned: no new use of it until then
};

struct Key {
  mka::Ckn ckn;
  std::optional<mka::DerivedKeys> derived;  // none: its secret could not be read
  std::uint64_t sequence = 0;
  Attempt attempt{};
  bool wanted = true;  // to be associated
  KeyStart start{};
  bool started = true;  // its time has come once: what the clock says later changes nothing
  // No longer wanted, but traffic still uses it: it goes when that has moved, and no later.
  std::optional<mka::Time> leaves_by{};
  // The CAK is the key of a PKCS#11 token that this URI names; empty: it is not.
  std::string token_uri{};
  KeySession session = KeySession::primary;
  SecretFacts facts{};
  KeySecret secret{};

  bool in_service() const { return wanted && started; }
  bool participates() const { return derived && (in_service() || leaves_by); }
};

// The secret that the key of this connection refers to.
std::string secret_of(std::string_view connection, const Key& key);
// It was imported by that name, and others may use it.
bool has_named_secret(const Key& key);
// The one that governs if both have a peer.
bool is_preferred(const Key& one, const Key& other);

class Keychain {
 public:
  static constexpr std::size_t largest = mka::limits::keys;

  // A new key becomes the newest, unless the keychain has `limit` keys. The same pair again is
  // associate_again(); the same CKN with another CAK is refused, unless our copy was unreadable.
  macsec::Result<void> add(mka::Ckn ckn, mka::DerivedKeys derived, mka::Time now,
                           std::size_t limit = largest, KeyStart start = {},
                           std::optional<KeySession> session = {});
  // Why no further key fits, naming one to delete; nothing: there is room.
  std::optional<macsec::Error> lacks_room(std::size_t limit) const;
  // Wanted, with a fresh attempt.
  macsec::Result<void> associate_again(const mka::Ckn& ckn, mka::Time now, KeyStart start = {});
  // Stays in the chain; takes part until `leaves_by` if that is given.
  macsec::Result<void> disassociate(const mka::Ckn& ckn, std::optional<mka::Time> leaves_by);
  // Traffic has moved, or was given time enough.
  void leave(const mka::Ckn& ckn);
  macsec::Result<void> remove(const mka::Ckn& ckn);
  // As read from disk. False: the limit or a CKN would be exceeded or doubled.
  bool restore(Key key);
  // A live peer is there until now, or there is no link: the attempt begins here.
  void start_attempt(const mka::Ckn& ckn, const Attempt& attempt);
  // The key's CAK is in a token.
  void set_token(const mka::Ckn& ckn, std::string uri);
  // Those whose time has come go into service. True: there were some.
  bool start_due(WallTime present, mka::Time now);
  // Its CAK can be had now, or cannot: why.
  void become_readable(const mka::Ckn& ckn, mka::DerivedKeys derived);
  void become_unreadable(const mka::Ckn& ckn, macsec::Error why);
  // Its CAK is in the vault, under this name.
  void keep_in_vault(const mka::Ckn& ckn, std::string secret_name);
  // What the vault knows of its secret.
  void note_secret(const mka::Ckn& ckn, const SecretFacts& facts);
  // The peer has shown the key: from now on it is like any other.
  void peer_seen(const mka::Ckn& ckn);

  const std::vector<Key>& keys() const { return keys_; }
  const Key* find(const mka::Ckn& ckn) const;
  bool empty() const { return keys_.empty(); }
  bool any_wanted() const;
  // The ones that take part, copied for the engine: in order of preference.
  std::vector<mka::KeyConfig> for_engine() const;

 private:
  // No second fallback key, and none that is a primary one already.
  macsec::Result<void> check_session(const mka::Ckn& ckn, std::optional<KeySession> session) const;
  void insert(Key key);
  std::uint64_t next_sequence() const;
  Key* at(const mka::Ckn& ckn);
  macsec::Result<Key*> known(const mka::Ckn& ckn);
  macsec::Result<void> add_again(Key& known, mka::DerivedKeys derived, mka::Time now,
                                 KeyStart start);

  std::vector<Key> keys_;  // in order of preference
};

}  // namespace macsecd
