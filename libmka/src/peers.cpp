#include "peers.hpp"

#include <algorithm>
#include <tuple>

namespace mka {

namespace {

// True if they differ from what it said before.
bool take_facts(Peer& peer, const wire::Basic& basic) {
  const auto facts = [](auto& p, auto& priority) {
    return std::tie(priority, p.key_server, p.macsec_desired, p.capability, p.mka_version);
  };
  const auto said = facts(basic, basic.key_server_priority);
  auto known = facts(peer, peer.priority);
  if (known == said) return false;
  known = said;
  return true;
}

}  // namespace

const wire::SakUse::Key* Peer::report_of(const Ki& ki) const {
  for (const auto& key : reported)
    if (key.present() && key.ki == ki) return &key;
  return nullptr;
}

bool Peer::receives(const Ki& ki) const {
  const auto* key = report_of(ki);
  return key != nullptr && key->receives;
}

bool Peer::transmits(const Ki& ki) const {
  const auto* key = report_of(ki);
  // Transmitting without receiving is nonsense (802.1X 9.10) and counts for nothing.
  return key != nullptr && key->transmits && key->receives;
}

std::optional<Pn> Peer::lowest_pn(const Ki& ki) const {
  const auto* key = report_of(ki);
  if (key == nullptr) return std::nullopt;
  return reported_lowest_pn[static_cast<std::size_t>(key - reported.data())];
}

Peer* PeerTable::find(const Mi& mi) {
  const auto found = std::ranges::find(peers_, mi, &Peer::mi);
  return found == peers_.end() ? nullptr : &*found;
}

const Peer* PeerTable::find_live(const Sci& sci) const {
  const auto found =
      std::ranges::find_if(peers_, [&](const Peer& p) { return p.live && p.sci == sci; });
  return found == peers_.end() ? nullptr : &*found;
}

bool PeerTable::any_live() const { return std::ranges::any_of(peers_, &Peer::live); }

std::size_t PeerTable::live_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(peers_, &Peer::live));
}

bool PeerTable::any_potential() const {
  return std::ranges::any_of(peers_, [](const Peer& p) { return !p.live; });
}

std::vector<Sci> PeerTable::live_scis() const {
  std::vector<Sci> scis;
  for (const Peer& peer : peers_)
    if (peer.live) scis.push_back(peer.sci);
  return scis;
}

bool PeerTable::all_hear_each_other() const {
  return std::ranges::all_of(peers_, [&](const Peer& hearer) {
    return !hearer.live || std::ranges::all_of(peers_, [&](const Peer& heard) {
      return !heard.live || heard.mi == hearer.mi ||
             std::ranges::find(hearer.hears, heard.mi) != hearer.hears.end();
    });
  });
}

PeerTable::Observed PeerTable::observe(const wire::Basic& basic, bool proves_liveness, Time now,
                                       Duration life) {
  if (replaced(basic.mi, now)) return {.drop = DropReason::replaced_peer};
  Peer* peer = find(basic.mi);
  if (peer != nullptr && basic.mn <= peer->mn) return {.drop = DropReason::replayed};
  if (peer != nullptr && basic.sci != peer->sci) return {.drop = DropReason::sci_changed};

  Observed seen;
  if (peer == nullptr) {
    peer = add_potential(basic, now, life);
    if (peer == nullptr) return {.drop = DropReason::peer_table_full};
    seen.change = Change::heard;
  }
  peer->mn = basic.mn;
  seen.news = take_facts(*peer, basic);
  if (proves_liveness) {
    peer->expires = now + life;
    if (!peer->live) seen.change = make_live(*peer, now, life) ? Change::restarted : Change::live;
  }
  seen.news = seen.news || seen.change != Change::none;
  seen.sender = find(basic.mi);  // make_live may have moved it
  return seen;
}

Peer* PeerTable::add_potential(const wire::Basic& basic, Time now, Duration life) {
  // One restart candidate per SCI, the newest: replayed recordings cannot fill the table.
  std::erase_if(peers_, [&](const Peer& p) { return !p.live && p.sci == basic.sci; });
  if (peers_.size() >= limits::peers) return nullptr;
  peers_.push_back({.mi = basic.mi, .sci = basic.sci, .expires = now + life});
  return &peers_.back();
}

// True if it took the place of a live member with the same SCI: that one has restarted.
bool PeerTable::make_live(Peer& peer, Time now, Duration life) {
  peer.live = true;
  peer.live_since = now;
  const auto former = std::ranges::find_if(
      peers_, [&](const Peer& p) { return p.live && p.sci == peer.sci && p.mi != peer.mi; });
  if (former == peers_.end()) return false;
  replaced_[next_replaced_] = {former->mi, now + life};
  next_replaced_ = (next_replaced_ + 1) % replaced_.size();
  peers_.erase(former);
  return true;
}

bool PeerTable::replaced(const Mi& mi, Time now) const {
  return std::ranges::any_of(replaced_,
                             [&](const Replaced& r) { return r.mi == mi && now < r.until; });
}

std::vector<Peer> PeerTable::expire(Time now) {
  std::vector<Peer> gone;
  std::erase_if(peers_, [&](const Peer& p) {
    if (now < p.expires) return false;
    gone.push_back(p);
    return true;
  });
  return gone;
}

std::optional<Time> PeerTable::next_expiry() const {
  if (peers_.empty()) return std::nullopt;
  return std::ranges::min(peers_, {}, &Peer::expires).expires;
}

void PeerTable::clear() { peers_.clear(); }

}  // namespace mka
