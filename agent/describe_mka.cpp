#include "describe_mka.hpp"

namespace macsecd {
namespace {

using macsec::Json;

Json describe(const mka::PeerStatus& peer) {
  return {{"mi", mka::to_hex(peer.mi.octets)}, {"mn", peer.mn},
          {"sci", mka::to_string(peer.sci)},   {"keyServerPriority", peer.key_server_priority},
          {"mkaVersion", peer.mka_version},    {"expiresInMs", peer.expires_in.count()},
          {"receives", peer.receives},         {"transmits", peer.transmits}};
}

Json describe(const std::vector<mka::PeerStatus>& peers) {
  Json out = Json::array();
  for (const auto& peer : peers) out.push_back(describe(peer));
  return out;
}

Json milliseconds(const std::optional<mka::Duration>& duration) {
  return duration ? Json(duration->count()) : Json(nullptr);
}

Json last_stall(const mka::ParticipantStatus& participant) {
  return participant.last_stall ? Json(mka::to_string(*participant.last_stall)) : Json(nullptr);
}

Json describe(const mka::ParticipantStatus& participant, bool active) {
  return {{"ckn", participant.ckn.hex()},
          {"principal", participant.principal},
          {"active", active},
          {"mi", mka::to_hex(participant.mi.octets)},
          {"mn", participant.mn},
          {"electedSelf", participant.elected_self},
          {"mkpdusSent", participant.mkpdus_sent},
          {"mkpdusAccepted", participant.mkpdus_accepted},
          {"icvMismatches", participant.icv_mismatches},
          {"mkaVersion", participant.mka_version},
          {"silent", participant.silent},
          {"wireCkn", participant.wire_ckn ? Json(participant.wire_ckn->hex()) : Json(nullptr)},
          {"liveForMs", milliseconds(participant.live_for)},
          {"unlistedForMs", milliseconds(participant.unlisted_for)},
          {"startsWithoutProgress", participant.starts_without_progress},
          {"lastStall", last_stall(participant)},
          {"peers",
           {{"live", describe(participant.live)}, {"potential", describe(participant.potential)}}}};
}

Json describe(const std::optional<mka::SakStatus>& sak) {
  if (!sak) return nullptr;
  return {{"keyIdentifier", mka::to_hex(sak->ki.wire())},
          {"associationNumber", sak->an.value()},
          {"ckn", sak->ckn ? Json(sak->ckn->hex()) : Json(nullptr)},
          {"cipherSuite", mka::to_string(sak->suite)},
          {"transmits", sak->transmits},
          {"receives", sak->receives},
          {"nextPacketNumber", std::to_string(sak->next_pn)},
          {"ageMs", sak->age.count()}};
}

Json key_server(const mka::KayStatus& status) {
  for (const auto& participant : status.participants)
    if (participant.principal && participant.key_server)
      return {{"priority", participant.key_server->priority},
              {"sci", mka::to_string(participant.key_server->sci)}};
  return nullptr;
}

// Of the SAK that is used in each direction: the latest one as soon as it is, else the one before.
template <typename Value>
Json tx_rx(const mka::KayStatus& status, Value value) {
  Json out{{"tx", nullptr}, {"rx", nullptr}};
  for (const auto* sak : {&status.old, &status.latest}) {
    if (!*sak) continue;
    if ((*sak)->transmits) out["tx"] = value(**sak);
    if ((*sak)->receives) out["rx"] = value(**sak);
  }
  return out;
}

template <typename Reason, typename Counts>
Json by_reason(const Counts& counts) {
  Json out = Json::object();
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] != 0) out[std::string(mka::to_string(static_cast<Reason>(i)))] = counts[i];
  return out;
}

}  // namespace

Json describe_mka(const std::optional<mka::KayStatus>& present, const MkaFacts& facts) {
  const mka::KayStatus status = present.value_or(mka::KayStatus{});
  Json participants = Json::array();
  for (const auto& participant : status.participants)
    participants.push_back(describe(participant, facts.active));
  Json actor = nullptr;
  if (present)
    actor = {{"priority", facts.actor_priority}, {"sci", mka::to_string(status.identity.sci())}};
  Json unknown = nullptr;
  if (status.last_unknown_ckn) unknown = status.last_unknown_ckn->hex();
  return {
      {"secured", status.secured},
      {"authenticated", status.cp == mka::CpState::authenticated},
      {"failed", facts.every_key_failed && !status.secured},
      {"state", mka::to_string(status.cp)},
      {"keyServer", key_server(status)},
      {"actor", std::move(actor)},
      {"keyNumber", tx_rx(status, [](const mka::SakStatus& s) { return s.ki.number; })},
      {"associationNumber", tx_rx(status, [](const mka::SakStatus& s) { return s.an.value(); })},
      {"latestSak", describe(status.latest)},
      {"oldSak", describe(status.old)},
      {"participants", std::move(participants)},
      {"drops", by_reason<mka::DropReason>(status.drops)},
      {"refusals", by_reason<mka::RefuseReason>(status.refusals)},
      {"lastUnknownCkn", std::move(unknown)},
      {"saksDistributed", status.saks_distributed},
      {"saksAccepted", status.saks_accepted},
      {"saksByReason", by_reason<mka::NewSakReason>(status.saks_by_reason)}};
}

}  // namespace macsecd
