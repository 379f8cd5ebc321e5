// What a participant makes of an authentic MKPDU: who is there, and who hears us (802.1X 9.4).
#include <algorithm>
#include <utility>

#include "participant.hpp"
#include "timers.hpp"

namespace mka {

// Frames that carry our own SCI or MI (802.1X 9.4.2).
std::optional<DropReason> Participant::own_identity_used(Time now, const wire::Basic& basic) {
  const bool our_mi =
      basic.mi == mi_ || std::ranges::find(former_mis_, basic.mi) != former_mis_.end();
  if (basic.sci == identity_.sci()) {
    bool& alarmed = our_mi ? alarmed_reflection_ : alarmed_duplicate_;
    if (!alarmed)
      out_.event({.kind = our_mi ? EventKind::reflection : EventKind::duplicate_sci,
                  .ckn = ckn_,
                  .peer = basic.sci});
    alarmed = true;
    if (!our_mi) ++duplicate_scis_;
    return our_mi ? DropReason::reflected : DropReason::duplicate_sci;
  }
  if (basic.mi != mi_) return std::nullopt;
  renew_mi(now);
  return DropReason::mi_collision;
}

bool Participant::lists_us_recently(const wire::Mkpdu& pdu, Time now, Duration life) const {
  for (const auto* list : {&pdu.live, &pdu.potential}) {
    if (!*list) continue;
    for (const auto& entry : (*list)->entries)
      if (entry.mi == mi_ && sent_.recent(entry.mn, now, life)) return true;
  }
  return false;
}

void Participant::note_named(const wire::Mkpdu& pdu) {
  if (!pdu.live) return;
  for (const auto& entry : pdu.live->entries)
    if (entry.mi == mi_) path_probe_.named(entry.mn);
}

// True if its Live list has changed. In a pair there is nobody else to hear.
bool Participant::note_hearing(Peer& sender, const wire::Mkpdu& pdu) {
  if (peers_.all().size() < 2) return false;
  std::vector<Mi> hears;
  if (pdu.live)
    for (const auto& entry : pdu.live->entries) hears.push_back(entry.mi);
  if (hears == sender.hears) return false;
  sender.hears = std::move(hears);
  return true;
}

// A peer that has not heard us yet may know no other form of the name than its own. Who has heard
// us knows ours: there the form stays, so that no old recording can change it.
void Participant::take_form(const Ckn& heard) {
  if (peers_.any_live() || heard == wire_ckn()) return;
  peers_form_.reset();
  if (heard != ckn_) peers_form_ = heard;
  pacer_.trigger();
}

void Participant::note_listing(const Peer& sender, Time now, Duration life) {
  if (sender.live)
    one_way_.lists_us(sender.sci);
  else if (peers_.find_live(sender.sci) == nullptr)  // otherwise it has restarted
    one_way_.does_not_list_us(sender.sci, now, life);
}

// Between two routers there should be one; told once until there is.
void Participant::note_company(const Peer* newcomer) {
  if (peers_.live_scis().size() < 2) {
    told_company_ = false;
  } else if (newcomer != nullptr && !told_company_) {
    told_company_ = true;
    out_.event({.kind = EventKind::multiple_peers, .ckn = ckn_, .peer = newcomer->sci});
  }
}

void Participant::announce(PeerTable::Change change, const Peer& peer) {
  using enum PeerTable::Change;
  if (change == none) return;
  // A newcomer waits to be listed, and a new live peer for what follows from it.
  pacer_.trigger();
  const EventKind kind = change == heard  ? EventKind::peer_heard
                         : change == live ? EventKind::peer_live
                                          : EventKind::peer_restarted;
  out_.event({.kind = kind, .ckn = ckn_, .peer = peer.sci});
  if (change == live) note_company(&peer);
}

Participant::Heard Participant::receive(Time now, const wire::Mkpdu& pdu,
                                        const PortPolicy& policy) {
  if (const auto drop = own_identity_used(now, pdu.basic)) return {.drop = drop};
  const Duration life = timers::life_of(policy);
  const auto seen = peers_.observe(pdu.basic, lists_us_recently(pdu, now, life), now, life);
  if (seen.drop) return {.drop = seen.drop};
  ++mkpdus_accepted_;
  if (silent_) {
    speak(now);
    out_.event({.kind = EventKind::key_activated, .ckn = ckn_, .peer = pdu.basic.sci});
  }
  take_form(pdu.basic.ckn);
  note_listing(*seen.sender, now, life);
  note_named(pdu);
  announce(seen.change, *seen.sender);
  const bool hears_others = note_hearing(*seen.sender, pdu);
  return {.news = seen.news || hears_others,
          .live_sender = seen.sender->live ? seen.sender : nullptr};
}

}  // namespace mka
