#include "keychain.hpp"

#include <algorithm>
#include <string>

#include "vault/secret_name.hpp"

namespace macsecd {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;

std::string secret_of(std::string_view connection, const Key& key) {
  return key.secret.name.empty() ? implicit_secret_name(connection, key.ckn) : key.secret.name;
}

bool has_named_secret(const Key& key) {
  return !key.secret.name.empty() && !is_implicit_secret_name(key.secret.name);
}

bool is_preferred(const Key& one, const Key& other) {
  if (one.session != other.session) return one.session == KeySession::primary;
  return one.sequence > other.sequence;
}

Result<void> Keychain::add(mka::Ckn ckn, mka::DerivedKeys derived, mka::Time now, std::size_t limit,
                           KeyStart start, std::optional<KeySession> session) {
  if (auto fit = check_session(ckn, session); !fit) return fit;
  if (Key* known = at(ckn)) return add_again(*known, std::move(derived), now, start);
  if (auto full = lacks_room(limit)) return Failure{*std::move(full)};
  const std::uint64_t sequence = next_sequence();
  Key key{ckn, std::move(derived), sequence, Attempt{now}};
  key.start = start;
  key.started = !start.on;
  key.session = session.value_or(KeySession::primary);
  insert(std::move(key));
  return {};
}

Result<void> Keychain::check_session(const mka::Ckn& ckn, std::optional<KeySession> session) const {
  const Key* known = find(ckn);
  if (known != nullptr && session && *session != known->session)
    return Failure{{Errc::incorrect_status,
                    "key " + ckn.hex() + " is a " + std::string(to_string(known->session)) +
                        " key, which cannot change",
                    "disassociate and delete it first, or choose another pair"}};
  if (session != KeySession::fallback) return {};
  for (const Key& key : keys_)
    if (key.session == KeySession::fallback && key.ckn != ckn)
      return Failure{{Errc::incorrect_status,
                      "key " + key.ckn.hex() + " is the fallback key already",
                      "there is one at most: disassociate and delete that first"}};
  return {};
}

void Keychain::insert(Key key) {
  const auto after = [&](const Key& other) { return is_preferred(key, other); };
  keys_.insert(std::find_if(keys_.begin(), keys_.end(), after), std::move(key));
}

std::uint64_t Keychain::next_sequence() const {
  std::uint64_t highest = 0;
  for (const Key& key : keys_) highest = std::max(highest, key.sequence);
  return highest + 1;
}

// Names the key that is easiest to do without: the oldest one that serves nothing, else the oldest.
std::optional<Error> Keychain::lacks_room(std::size_t limit) const {
  if (keys_.size() < std::min(limit, largest)) return std::nullopt;
  // Not the fallback key, which is there for the day when the others fail.
  const auto oldest = std::find_if(keys_.rbegin(), keys_.rend(), [](const Key& key) {
    return key.session == KeySession::primary;
  });
  const auto idle =
      std::find_if(keys_.rbegin(), keys_.rend(), [](const Key& key) { return !key.wanted; });
  Error error{Errc::keychain_full,
              "the keychain is full (" + std::to_string(keys_.size()) + " of " +
                  std::to_string(std::min(limit, largest)) + ")",
              ""};
  error.hint =
      idle != keys_.rend()
          ? "delete the disassociated one first: macsecctl delete-key NAME --ckn " + idle->ckn.hex()
          : "disassociate and delete one first, the oldest is --ckn " +
                (oldest != keys_.rend() ? *oldest : keys_.back()).ckn.hex() +
                "; or allow more: --max-keys";
  return error;
}

Result<void> Keychain::add_again(Key& known, mka::DerivedKeys derived, mka::Time now,
                                 KeyStart start) {
  if (known.derived && !known.derived->of_same_cak(derived))
    return Failure{{Errc::key_exists, "CKN " + known.ckn.hex() + " is there with another CAK",
                    "a key cannot be changed: disassociate and delete it first, or choose another "
                    "CKN"}};
  auto again = associate_again(known.ckn, now, start);
  if (again && !known.derived) known.derived = std::move(derived);
  if (again) known.secret.problem.reset();
  return again;
}

Result<void> Keychain::associate_again(const mka::Ckn& ckn, mka::Time now, KeyStart start) {
  auto found = known(ckn);
  if (!found) return Failure{found.error()};
  Key& key = **found;
  if (key.facts.deleted_on)
    return Failure{
        {Errc::secret_not_readable,
         "the secret of key " + ckn.hex() + " is to be deleted on " +
             to_string(*key.facts.deleted_on),
         "it can be used again after macsecctl cancel-key-deletion NAME --ckn " + ckn.hex()}};
  if (key.participates() && key.wanted && start != KeyStart{})
    return Failure{{Errc::incorrect_status, "key " + ckn.hex() + " is in service already",
                    "a start can be planned for a new or a disassociated key"}};
  key.wanted = true;
  key.start = start;
  key.started = !start.on;
  key.attempt.since = now;
  key.leaves_by.reset();
  return {};
}

Result<void> Keychain::disassociate(const mka::Ckn& ckn, std::optional<mka::Time> leaves_by) {
  auto found = known(ckn);
  if (!found) return Failure{found.error()};
  (*found)->wanted = false;
  (*found)->start = {};
  (*found)->leaves_by = leaves_by;
  return {};
}

void Keychain::leave(const mka::Ckn& ckn) {
  if (Key* key = at(ckn)) key->leaves_by.reset();
}

Result<void> Keychain::remove(const mka::Ckn& ckn) {
  if (auto found = known(ckn); !found) return Failure{found.error()};
  std::erase_if(keys_, [&](const Key& key) { return key.ckn == ckn; });
  return {};
}

bool Keychain::restore(Key key) {
  if (keys_.size() >= largest || find(key.ckn) != nullptr) return false;
  if (!check_session(key.ckn, key.session)) return false;
  insert(std::move(key));
  return true;
}

void Keychain::start_attempt(const mka::Ckn& ckn, const Attempt& attempt) {
  if (Key* key = at(ckn)) key->attempt = attempt;
}

void Keychain::set_token(const mka::Ckn& ckn, std::string uri) {
  if (Key* key = at(ckn)) key->token_uri = std::move(uri);
}

bool Keychain::start_due(WallTime present, mka::Time now) {
  bool any = false;
  for (Key& key : keys_) {
    if (key.started || !key.start.on || *key.start.on > present) continue;
    key.started = any = true;
    key.attempt.since = now;
  }
  return any;
}

void Keychain::become_readable(const mka::Ckn& ckn, mka::DerivedKeys derived) {
  Key* key = at(ckn);
  if (key == nullptr) return;
  key->derived = std::move(derived);
  key->secret.problem.reset();
}

void Keychain::become_unreadable(const mka::Ckn& ckn, Error why) {
  if (Key* key = at(ckn)) key->secret.problem = std::move(why);
}

void Keychain::keep_in_vault(const mka::Ckn& ckn, std::string secret_name) {
  if (Key* key = at(ckn)) key->secret = {.name = std::move(secret_name)};
}

void Keychain::note_secret(const mka::Ckn& ckn, const SecretFacts& facts) {
  if (Key* key = at(ckn)) key->facts = facts;
}

void Keychain::peer_seen(const mka::Ckn& ckn) {
  if (Key* key = at(ckn)) key->start.when_peer_seen = false;
}

const Key* Keychain::find(const mka::Ckn& ckn) const {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& key) { return key.ckn == ckn; });
  return found == keys_.end() ? nullptr : &*found;
}

Key* Keychain::at(const mka::Ckn& ckn) {
  return const_cast<Key*>(static_cast<const Keychain*>(this)->find(ckn));
}

Result<Key*> Keychain::known(const mka::Ckn& ckn) {
  if (Key* key = at(ckn)) return key;
  return Failure{{Errc::key_not_found, "there is no key with CKN " + ckn.hex(),
                  "macsecctl describe-keys lists the keys"}};
}

bool Keychain::any_wanted() const {
  return std::any_of(keys_.begin(), keys_.end(), [](const Key& key) { return key.wanted; });
}

// Those that leave come last: the engine moves the traffic to a better one.
std::vector<mka::KeyConfig> Keychain::for_engine() const {
  std::vector<mka::KeyConfig> out;
  for (const bool leaving : {false, true})
    for (const Key& key : keys_)
      if (key.participates() && key.leaves_by.has_value() == leaving)
        out.push_back({key.ckn, key.derived->clone(), key.start.when_peer_seen});
  return out;
}

}  // namespace macsecd
