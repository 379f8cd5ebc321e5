#include "symptoms.hpp"

#include <algorithm>
#include <utility>

#include "key_facts.hpp"

namespace macsecd {
namespace {

// Two hellos (802.1X table 9-3), and so long an unheard-of CKN is news.
constexpr mka::Duration longest_silence{4000};
constexpr mka::Duration recent{10000};

bool in_service(const DiagnosedKey& key) {
  return key.facts.wanted && key.facts.readable && key.facts.starts_on.empty();
}

int progress(const DiagnosedKey& key) {
  const KeyFacts& f = key.facts;
  if (f.live_peer) return 4;
  if (f.potential_peer) return 3;
  if (f.icv_mismatch || f.agility_mismatch || f.duplicate_sci) return 2;
  return f.heard ? 1 : 0;
}

const DiagnosedKey* farthest(const std::vector<DiagnosedKey>& keys) {
  const DiagnosedKey* found = nullptr;
  for (const DiagnosedKey& key : keys)
    if (in_service(key) && (found == nullptr || progress(key) > progress(*found))) found = &key;
  return found;
}

const mka::ParticipantStatus* participant_in(const Look& look, const DiagnosedKey* key) {
  return look.mka && key != nullptr ? participant_of(*look.mka, key->ckn) : nullptr;
}

struct Received {
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  std::uint64_t late = 0;
};

Received received(const netlink::MacsecDevice& device) {
  Received out{.refused = device.statistics.in_bad_tag + device.statistics.in_unknown_sci +
                          device.statistics.in_no_sci};
  for (const auto& channel : device.receive_scs) {
    const auto& counted = channel.statistics;
    out.accepted += counted.ok;
    out.refused += counted.invalid + counted.not_valid + counted.not_using_sa + counted.unused_sa;
    out.late += counted.late + counted.delayed;
  }
  return out;
}

// Packet numbers of one SA that were passed over. Its counters have 32 bits.
std::uint64_t missing_between(const netlink::MacsecSa& before, const netlink::MacsecSa& after) {
  const std::uint64_t passed = grown(before.pn, after.pn);
  const std::uint32_t came = after.statistics.in_ok - before.statistics.in_ok +
                             after.statistics.in_not_valid - before.statistics.in_not_valid;
  return passed > came ? passed - came : 0;
}

std::uint64_t newly_missing(const netlink::MacsecDevice& before,
                            const netlink::MacsecDevice& after) {
  std::uint64_t sum = 0;
  for (const auto& channel : after.receive_scs) {
    const auto was =
        std::ranges::find(before.receive_scs, channel.sci, &netlink::MacsecReceiveSc::sci);
    if (was == before.receive_scs.end()) continue;
    for (const auto& sa : channel.sas)
      for (const auto& old : was->sas)
        if (old.an == sa.an && old.key_id == sa.key_id) sum += missing_between(old, sa);
  }
  return sum;
}

std::uint64_t sent(const netlink::MacsecDevice& device) {
  return device.transmit_statistics.protected_packets +
         device.transmit_statistics.encrypted_packets;
}

// The next packet number that is expected of a peer under this SAK; nothing: there is no SA.
std::optional<std::uint64_t> next_of(const netlink::MacsecDevice& device,
                                     const mka::PeerSent& peer) {
  for (const auto& channel : device.receive_scs)
    for (const auto& sa : channel.sas)
      if (channel.sci == peer.peer && sa.key_id == peer.ki.wire()) return sa.pn;
  return std::nullopt;
}

std::uint64_t overdue(const mka::PathStatus& paths, const netlink::MacsecDevice& device) {
  std::uint64_t sum = 0;
  for (const mka::PeerSent& peer : paths.sent)
    if (const auto next = next_of(device, peer); next && peer.below > *next)
      sum += peer.below - *next;
  return sum;
}

DataSeen data_seen(const Look& before, const Look& after) {
  DataSeen out;
  if (!before.secy || !after.secy || before.secy->ifindex != after.secy->ifindex) return out;
  const auto& then = *before.secy;
  const auto& present = *after.secy;
  const Received was = received(then);
  const Received is = received(present);
  out.sent = grown(sent(then), sent(present));
  out.accepted = grown(was.accepted, is.accepted);
  out.refused = grown(was.refused, is.refused);
  out.late = grown(was.late, is.late);
  out.missing = newly_missing(then, present);
  out.untagged = grown(then.statistics.in_no_tag + then.statistics.in_untagged,
                       present.statistics.in_no_tag + present.statistics.in_untagged);
  out.overdue = overdue(after.paths, present);
  out.too_long = grown(then.statistics.out_too_long, present.statistics.out_too_long);
  return out;
}

}  // namespace

std::uint64_t grown(std::uint64_t before, std::uint64_t after) {
  return after >= before ? after - before : after;
}

Symptoms::Symptoms(const DiagnosisFacts& known) : facts(known), key(farthest(known.keys)) {
  participant = participant_in(facts.after, key);
  secured = facts.after.mka && facts.after.mka->secured;
  live = participant != nullptr && !participant->live.empty();
  watched_enough = facts.watched >= longest_silence;
  data = data_seen(facts.before, facts.after);
  const auto* then = participant_in(facts.before, key);
  heard = watched_enough ? grown(facts.before.eapol.received, facts.after.eapol.received)
                         : facts.after.eapol.received;
  if (facts.after.mka)
    for (const auto& one : facts.after.mka->foreign_ckns)
      if (one.heard_ago <= recent) foreign.push_back(one);
  if (watched_enough && participant != nullptr && then != nullptr) {
    accepted = grown(then->mkpdus_accepted, participant->mkpdus_accepted);
    icv_mismatches = grown(then->icv_mismatches, participant->icv_mismatches);
    agility_mismatches = grown(then->agility_mismatches, participant->agility_mismatches);
    duplicate_scis = grown(then->duplicate_scis, participant->duplicate_scis);
  } else if (key != nullptr) {
    icv_mismatches = key->facts.icv_mismatch ? 1 : 0;
    agility_mismatches = key->facts.agility_mismatch ? 1 : 0;
    duplicate_scis = key->facts.duplicate_sci ? 1 : 0;
  }
}

std::uint64_t Symptoms::drops(mka::DropReason reason) const {
  if (!facts.after.mka) return 0;
  const auto at = static_cast<std::size_t>(reason);
  const std::uint64_t present = facts.after.mka->drops[at];
  if (!watched_enough || !facts.before.mka) return present;
  return grown(facts.before.mka->drops[at], present);
}

std::uint64_t Symptoms::malformed() const {
  using enum mka::DropReason;
  std::uint64_t sum = 0;
  for (const auto reason : {eapol_version, truncated, too_short, not_multiple_of_4, basic_length,
                            mn_zero, mi_zero, param_overrun, icv_indicator, peer_list_length,
                            sak_use_length, dsak_length, xpn_length, announcement_tlv})
    sum += drops(reason);
  return sum;
}

}  // namespace macsecd
