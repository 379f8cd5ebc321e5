// Connection: what becomes of its keys.
#include <algorithm>

#include "ckn_twins.hpp"
#include "clock.hpp"
#include "connection.hpp"
#include "key_facts.hpp"
#include "profile_keys.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

// The clock on the wall may jump: whoever waits for it looks again this often.
constexpr mka::Duration wall_check{30000};

Failure no_such_key(const mka::Ckn& ckn) {
  return Failure{{Errc::key_not_found, "there is no key with CKN " + ckn.hex(),
                  "macsecctl describe-keys lists the keys"}};
}

mka::Duration until(WallTime start) {
  const auto left = std::chrono::duration_cast<mka::Duration>(start - wall_now());
  return std::clamp(left, mka::Duration{0}, wall_check);
}

bool is_heard(const std::optional<mka::KayStatus>& present, const mka::Ckn& ckn) {
  const auto* participant = present ? participant_of(*present, ckn) : nullptr;
  return participant != nullptr && participant->mkpdus_accepted > 0;
}

}  // namespace

Result<void> Connection::add_key(mka::Ckn ckn, mka::DerivedKeys derived, KeyStart start,
                                 std::optional<KeySession> session) {
  if (auto free = not_while_rotating(ckn); !free) return free;
  if (const auto problem = misfit(ckn, derived.cak_size())) return Failure{*problem};
  const Key* known = saved_.keys.find(ckn);
  const bool returns = known != nullptr && !known->wanted;
  const auto limit = saved_.settings.max_keys;
  if (auto alone = without_twin(ckn); !alone) return alone;
  if (auto added = saved_.keys.add(ckn, std::move(derived), now(), limit, start, session); !added)
    return added;
  if (returns) relieve_others(ckn);
  put_into_service(ckn);
  return {};
}

Result<void> Connection::without_twin(const mka::Ckn& ckn) const {
  if (saved_.settings.interop.ckn_match == mka::CknMatch::exact) return {};
  return check_no_twin(saved_.keys, ckn);
}

// For the other end, as its profile says.
std::optional<macsec::Error> Connection::misfit(const mka::Ckn& ckn,
                                                std::optional<std::size_t> cak_size) const {
  return key_problem(saved_.settings.profile, saved_.settings.suite, ckn, cak_size);
}

Result<void> Connection::reassociate_key(const mka::Ckn& ckn) {
  const Key* known = saved_.keys.find(ckn);
  if (known == nullptr) return no_such_key(ckn);
  if (auto free = not_while_rotating(ckn); !free) return free;
  const bool returns = !known->wanted;
  if (!returns && key_view(ckn)->verdict.state == KeyState::associated)
    return Failure{{Errc::incorrect_status, "key " + ckn.hex() + " is associated already",
                    "see macsecctl describe-keys " + name()}};
  if (auto again = saved_.keys.associate_again(ckn, now()); !again) return again;
  if (returns) relieve_others(ckn);
  put_into_service(ckn);
  return {};
}

void Connection::put_into_service(const mka::Ckn& ckn) {
  const auto present = status();
  saved_.keys.start_attempt(ckn,
                            attempt_now(present ? participant_of(*present, ckn) : nullptr, now()));
  told_[ckn] = KeyState::associating;
  const auto& start = saved_.keys.find(ckn)->start;
  tell({.event = "key-associating",
        .message = start.on ? "the key goes into service at " + to_string(*start.on)
                            : "the key is offered",
        .ckn = ckn.hex()});
  apply_keys();
  settle();
}

// Where only one key at a time shall be in service, it is the one that was associated last.
void Connection::relieve_others(const mka::Ckn& by) {
  if (saved_.settings.keychain_mode != KeychainMode::exclusive) return;
  if (saved_.keys.find(by)->session == KeySession::fallback) return;
  std::vector<mka::Ckn> others;
  for (const Key& key : saved_.keys.keys())
    if (key.wanted && key.ckn != by && key.session == KeySession::primary)
      others.push_back(key.ckn);
  // They are in a state that allows it, and none is the last: `by` is wanted.
  for (const mka::Ckn& ckn : others) (void)disassociate_key(ckn, Cause::relieved);
}

Result<Disassociation> Connection::foresee(const mka::Ckn& ckn) const {
  return foresee(ckn, Cause::asked);
}

Result<Disassociation> Connection::foresee(const mka::Ckn& ckn, Cause cause) const {
  const auto view = key_view(ckn);
  if (!view) return no_such_key(ckn);
  const auto present = status();
  DisassociationFacts facts{.ckn = ckn, .state = view->verdict.state};
  facts.carries_traffic = present && carries_traffic(*present, ckn);
  facts.relieved = cause == Cause::relieved;
  facts.last = true;
  facts.mode = saved_.settings.mode;
  facts.rule = saved_.settings.on_last_key;
  // Whoever wanted the key to stay had the time to say so.
  if (cause == Cause::secret_goes && facts.rule == OnLastKey::refuse) facts.rule = OnLastKey::block;
  for (const Key& key : saved_.keys.keys()) {
    if (!key.wanted || key.ckn == ckn) continue;
    facts.last = false;
    if (!facts.next_live && present && has_live_peer(*present, key.ckn)) facts.next_live = key.ckn;
  }
  return disassociation(facts);
}

Result<Disassociation> Connection::disassociate_key(const mka::Ckn& ckn) {
  return disassociate_key(ckn, Cause::asked);
}

Result<Disassociation> Connection::disassociate_key(const mka::Ckn& ckn, Cause cause) {
  auto effect = foresee(ckn, cause);
  if (!effect) return effect;
  std::optional<mka::Time> leaves_by;
  if (effect->leaves_slowly) leaves_by = now() + longest_leave;
  if (auto done = saved_.keys.disassociate(ckn, leaves_by); !done) return Failure{done.error()};
  if (effect->downgrades) downgrade();  // first: nothing is blocked in between
  apply_keys();
  settle();
  return effect;
}

void Connection::downgrade() {
  ConnectionSettings settings = saved_.settings;
  settings.mode = mka::EncryptionMode::should_encrypt;
  if (auto changed = update(settings); !changed)
    return;  // no other setting changes: it cannot fail
  tell({.event = "mode-downgraded",
        .message = "the last key is disassociated: must_encrypt became should_encrypt, and traffic "
                   "passes UNPROTECTED",
        .level = Level::warning});
}

Result<void> Connection::delete_key(const mka::Ckn& ckn) {
  const auto view = key_view(ckn);
  if (!view) return no_such_key(ckn);
  if (view->verdict.state != KeyState::disassociated)
    return Failure{{Errc::incorrect_status,
                    "key " + ckn.hex() + " is " + std::string(to_string(view->verdict.state)) +
                        ", and only a disassociated one can be deleted",
                    "macsecctl disassociate-key " + name() + " --ckn " + ckn.hex()}};
  forget_key(ckn);
  tell({.event = "key-deleted", .message = "the key and its CAK are gone", .ckn = ckn.hex()});
  return {};
}

void Connection::forget_key(const mka::Ckn& ckn) {
  if (auto removed = saved_.keys.remove(ckn); !removed) return;
  told_.erase(ckn);
  apply_keys();
  settle();
}

void Connection::key_readable(const mka::Ckn& ckn, mka::DerivedKeys derived) {
  saved_.keys.become_readable(ckn, std::move(derived));
  saved_.keys.start_attempt(ckn, attempt_now(nullptr, now()));
}

void Connection::key_unreadable(const mka::Ckn& ckn, macsec::Error why) {
  saved_.keys.become_unreadable(ckn, std::move(why));
}

void Connection::keep_in_vault(const mka::Ckn& ckn, std::string secret_name) {
  saved_.keys.keep_in_vault(ckn, std::move(secret_name));
}

void Connection::take_up_keys() {
  apply_keys();
  settle();
}

void Connection::apply_keys() {
  restart_attempts(status());
  if (LinuxPort* at_work = attachment_.port()) at_work->port().set_keys(saved_.keys.for_engine());
}

// While a peer is there, or could not be, an attempt to find one has not begun.
void Connection::restart_attempts(const std::optional<mka::KayStatus>& present) {
  std::vector<std::pair<mka::Ckn, Attempt>> fresh;
  for (const Key& key : saved_.keys.keys()) {
    const auto* participant = present ? participant_of(*present, key.ckn) : nullptr;
    const bool live = participant != nullptr && !participant->live.empty();
    if (live || !attachment_.link_up() || !saved_.settings.admin_up())
      fresh.emplace_back(key.ckn, attempt_now(participant, now()));
  }
  for (const auto& [ckn, attempt] : fresh) saved_.keys.start_attempt(ckn, attempt);
}

// What a key waits for has come: its time, its peer, or another key for the traffic.
bool Connection::is_due(const Key& key, const std::optional<mka::KayStatus>& present) const {
  if (key.leaves_by)  // without another key there is nothing to wait for
    return now() >= *key.leaves_by || !saved_.keys.any_wanted() || !present ||
           !carries_traffic(*present, key.ckn);
  if (!key.wanted) return false;
  if (!key.started) return key.start.on && *key.start.on <= wall_now();
  return key.start.when_peer_seen && is_heard(present, key.ckn);
}

// The port may be in the middle of telling something: the work is done when it has ended.
void Connection::plan_key_work(const std::optional<mka::KayStatus>& present) {
  std::optional<mka::Time> next;
  const auto at = [&](mka::Time time) { next = std::min(next.value_or(time), time); };
  for (const Key& key : saved_.keys.keys()) {
    if (is_due(key, present)) at(now());
    if (key.leaves_by) at(*key.leaves_by);
    if (key.wanted && !key.started && key.start.on) at(now() + until(*key.start.on));
  }
  if (!next) return key_work_.clear();
  key_work_.set(*next, [this] { work_on_keys(); });
}

void Connection::work_on_keys() {
  const auto present = status();
  std::vector<mka::Ckn> left;
  std::vector<mka::Ckn> seen;
  for (const Key& key : saved_.keys.keys())
    if (is_due(key, present) && key.started) (key.leaves_by ? left : seen).push_back(key.ckn);
  for (const mka::Ckn& ckn : left) saved_.keys.leave(ckn);
  for (const mka::Ckn& ckn : seen) saved_.keys.peer_seen(ckn);
  const bool started = saved_.keys.start_due(wall_now(), now());
  if (started || !left.empty() || !seen.empty()) apply_keys();
  if (started || !seen.empty()) worth_saving_();
  settle();
}

}  // namespace macsecd
