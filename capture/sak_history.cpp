#include "capture/sak_history.hpp"

#include <algorithm>
#include <utility>

namespace capture {

using macsec::Json;

SakHistory::Sak* SakHistory::sak(const mka::Ki& ki, mka::An an) {
  const auto [known, fresh] = index_.emplace(ki, saks_.size());
  if (!fresh) return &saks_[known->second];
  if (saks_.size() == limits::saks) {
    index_.erase(known);
    return nullptr;
  }
  return &saks_.emplace_back(Sak{.ki = ki, .an = an});
}

SakHistory::Use& SakHistory::use(Sak& of, const mka::Mi& member) {
  const auto known = std::ranges::find(of.uses, member, &Use::member);
  return known != of.uses.end() ? *known : of.uses.emplace_back(Use{.member = member});
}

void SakHistory::observe(const SeenMkpdu& mkpdu) {
  if (mkpdu.pdu->distributed_sak && !mkpdu.pdu->distributed_sak->without_macsec)
    note_distribution(mkpdu);
  note_absent(mkpdu);
  if (!mkpdu.pdu->sak_use) return;
  note_use(mkpdu, mkpdu.pdu->sak_use->latest);
  note_use(mkpdu, mkpdu.pdu->sak_use->old);
}

void SakHistory::note_distribution(const SeenMkpdu& mkpdu) {
  const auto& basic = mkpdu.pdu->basic;
  const Moment at{mkpdu.time, mkpdu.number};
  if (!basic.key_server)
    anomalies_.add(at, "sak-not-by-key-server",
                   mka::to_string(basic.sci) + " distributes a SAK without being key server");
  if (mkpdu.verdict.sak_unwraps == false)
    anomalies_.add(
        at, "key-wrap-wrong",
        "the SAK that " + mka::to_string(basic.sci) + " distributes does not unwrap with this CAK");
  const auto& distributed = *mkpdu.pdu->distributed_sak;
  Sak* const of = sak({basic.mi, distributed.key_number}, distributed.an);
  if (of == nullptr) return;
  if (of->times_distributed++ == 0) {
    of->distributed = distributed;
    of->first_distributed = at;
    for (const mka::Mi& peer :
         mkpdu.pdu->live ? members_.find(basic.mi)->live : std::set<mka::Mi>{})
      if (members_.live_together(basic.mi, peer)) of->expected.insert(peer);
  }
}

void SakHistory::note_use(const SeenMkpdu& mkpdu, const mka::wire::SakUse::Key& key) {
  if (!key.present()) return;
  Sak* const of = sak(key.ki, key.an);
  if (of == nullptr) return;
  const Moment at{mkpdu.time, mkpdu.number};
  const mka::Mi& mi = mkpdu.pdu->basic.mi;
  told_[mi].insert(key.ki);
  Use& its = use(*of, mi);
  its.until.reset();
  if (key.receives && !its.receives_since) its.receives_since = at;
  if (key.transmits && !its.transmits_since) its.transmits_since = at;
  if (key.transmits) its.transmits_until.reset();
  if (!key.transmits && its.transmits_since && !its.transmits_until) its.transmits_until = at;
}

void SakHistory::note_absent(const SeenMkpdu& mkpdu) {
  const auto& present = mkpdu.pdu->sak_use;
  const mka::Mi& mi = mkpdu.pdu->basic.mi;
  const Moment at{mkpdu.time, mkpdu.number};
  for (const mka::Ki& ki : std::exchange(told_[mi], {})) {
    if (present && (present->latest.ki == ki || present->old.ki == ki)) continue;
    Use& its = use(saks_[index_.at(ki)], mi);
    its.until = at;
    if (its.transmits_since && !its.transmits_until) its.transmits_until = at;
  }
}

void SakHistory::end(std::int64_t time) {
  for (Sak& of : saks_) {
    if (time - of.first_distributed.time < life_time) continue;
    for (const mka::Mi& member : of.expected) {
      const bool installed = use(of, member).receives_since.has_value();
      if (!installed)
        anomalies_.add(of.first_distributed, "sak-not-installed",
                       members_.name(member) + " never says that it receives with SAK " +
                           key_identifier(of.ki));
    }
  }
}

Json SakHistory::use_json(const Use& use, std::int64_t start) const {
  Json out{{"mi", mka::to_hex(use.member.octets)}, {"sci", members_.name(use.member)}};
  const auto put = [&](const char* name, const std::optional<Moment>& moment) {
    if (moment) out[name] = capture::to_json(*moment, start);
  };
  put("receivesSince", use.receives_since);
  put("transmitsSince", use.transmits_since);
  put("transmitsUntil", use.transmits_until);
  put("until", use.until);
  return out;
}

Json SakHistory::sak_json(const Sak& sak, std::int64_t start) const {
  Json out{{"keyIdentifier", key_identifier(sak.ki)},
           {"keyNumber", sak.ki.number},
           {"serverMi", mka::to_hex(sak.ki.server.octets)},
           {"serverSci", members_.name(sak.ki.server)},
           {"associationNumber", sak.an.value()}};
  if (sak.distributed) {
    if (const auto suite = sak.distributed->suite()) out["cipherSuite"] = mka::to_string(*suite);
    out["firstDistributed"] = capture::to_json(sak.first_distributed, start);
    out["timesDistributed"] = sak.times_distributed;
  }
  out["members"] = Json::array();
  std::optional<Moment> retired;
  bool in_use = sak.uses.empty();
  for (const Use& use : sak.uses) {
    out["members"].push_back(use_json(use, start));
    if (!use.until) in_use = true;
    if (use.until && (!retired || use.until->time > retired->time)) retired = use.until;
  }
  if (!in_use && retired) out["retired"] = capture::to_json(*retired, start);
  return out;
}

Json SakHistory::to_json(std::int64_t start) const {
  Json out = Json::array();
  for (const Sak& sak : saks_) out.push_back(sak_json(sak, start));
  return out;
}

}  // namespace capture
