// Connection: the facts by which it is decided whether its CAK can be rotated now.
#include "connection.hpp"
#include "key_facts.hpp"

namespace macsecd {

std::vector<Check> Connection::preflight(const Key* fresh, std::vector<Reason> warnings) const {
  const auto present = status();
  PreflightFacts facts{.name = name(), .mode = saved_.settings.mode};
  if (saved_.rotation) facts.running = saved_.rotation->fresh;
  facts.link_up = attachment_.link_up();
  facts.secured = present && present->secured;
  facts.sak_failure = sak_failure_;
  facts.old = key_to_replace(present, fresh != nullptr ? &fresh->ckn : nullptr);
  if (const auto* old = present && facts.old ? participant_of(*present, *facts.old) : nullptr)
    facts.old_peers = old->live.size();
  facts.lacks_room = saved_.keys.lacks_room(saved_.settings.max_keys);
  if (fresh != nullptr) facts.pair = compare(*fresh, std::move(warnings));
  return macsecd::preflight(facts);
}

NewPair Connection::compare(const Key& fresh, std::vector<Reason> warnings) const {
  NewPair pair{.ckn = fresh.ckn, .warnings = std::move(warnings)};
  if (fresh.derived) pair.cak_size = fresh.derived->cak_size();
  const Key* known = saved_.keys.find(fresh.ckn);
  pair.known = known != nullptr;
  pair.misfit = misfit(fresh.ckn, pair.cak_size);
  if (const auto alone = without_twin(fresh.ckn); !alone) pair.twin = alone.error();
  pair.other_cak = known != nullptr && known->derived && fresh.derived &&
                   !known->derived->of_same_cak(*fresh.derived);
  for (const Key& other : saved_.keys.keys()) {
    if (other.ckn == fresh.ckn) continue;
    if (other.derived && fresh.derived && other.derived->of_same_cak(*fresh.derived))
      pair.same_cak = other.ckn;
    if (known != nullptr && other.wanted && is_preferred(other, *known)) pair.newer = other.ckn;
  }
  return pair;
}

// The one whose SAK protects the traffic; while that is not known, the newest that has a peer. A
// fallback key stays.
std::optional<mka::Ckn> Connection::key_to_replace(const std::optional<mka::KayStatus>& present,
                                                   const mka::Ckn* fresh) const {
  const auto governing = present ? governing_key(*present) : std::nullopt;
  std::optional<mka::Ckn> newest;
  std::optional<mka::Ckn> newest_live;
  for (const Key& key : saved_.keys.keys()) {
    if (!key.wanted || key.session == KeySession::fallback) continue;
    if (key.ckn == governing) return governing;
    if (fresh != nullptr && key.ckn == *fresh) continue;
    if (!newest) newest = key.ckn;
    if (!newest_live && present && has_live_peer(*present, key.ckn)) newest_live = key.ckn;
  }
  return newest_live ? newest_live : newest;
}

}  // namespace macsecd
