#include "participant.hpp"

#include <algorithm>
#include <utility>

#include "crypto/key_wrap.hpp"
#include "election.hpp"
#include "sak.hpp"
#include "timers.hpp"
#include "xpn.hpp"

namespace mka {

std::unique_ptr<Participant> Participant::create(KeyConfig key, PortIdentity identity,
                                                 Random& random, Outbox& out) {
  auto cmac = crypto::Cmac::with_key(key.keys.ick.expose());
  if (!cmac) return nullptr;
  return std::unique_ptr<Participant>(
      new Participant(std::move(key), identity, random, out, std::move(*cmac)));
}

Participant::Participant(KeyConfig key, PortIdentity identity, Random& random, Outbox& out,
                         crypto::Cmac ick)
    : ckn_(key.ckn),
      ick_(std::move(ick)),
      keys_(std::move(key.keys)),
      identity_(identity),
      random_(random),
      out_(out),
      silent_(key.listen_only) {}

// ---- life ----

bool Participant::fresh_mi() {
  Mi fresh;
  if (!random_.fill(fresh.octets) || fresh.is_zero()) return false;
  former_mis_[next_former_] = mi_;
  next_former_ = (next_former_ + 1) % former_mis_.size();
  mi_ = fresh;
  mn_ = 0;
  key_number_ = 0;
  peers_.clear();
  sent_.clear();
  elected_.reset();
  distribution_.reset();
  last_distribution_.reset();
  offers_.forget_offer();
  told_company_ = false;
  return true;
}

void Participant::start(Time now) {
  running_ = fresh_mi();
  mi_renewed_.reset();
  pacer_.start(now);
}

void Participant::stop() {
  running_ = false;
  peers_.clear();
  elected_.reset();
  distribution_.reset();
  offers_.forget_offer();
  one_way_.clear();
  watchdog_ = {};
  told_company_ = false;
}

void Participant::speak(Time now) {
  if (!silent_) return;
  silent_ = false;
  pacer_.start(now);
}

bool Participant::renew_mi(Time now) {
  if (mi_renewed_ && now - *mi_renewed_ < limits::mi_change_interval) return false;
  if (!fresh_mi()) return false;
  mi_renewed_ = now;
  pacer_.start(now);
  out_.event({.kind = EventKind::mi_changed, .ckn = ckn_});
  return true;
}

void Participant::expire(Time now) {
  bool lost = false;
  bool server_lost = false;
  for (const Peer& peer : peers_.expire(now)) {
    if (!peer.live) continue;
    pacer_.trigger();
    out_.event({.kind = EventKind::peer_lost, .ckn = ckn_, .peer = peer.sci});
    lost = true;
    server_lost = server_lost || (elected_ == peer.sci && offers_.offered_at());
  }
  note_company(nullptr);
  if (lost && !peers_.any_live()) watchdog_ = {};  // whoever comes next begins afresh
  // A key server that still believes we hold its SAK would not distribute again to the MI it knows.
  if (server_lost && !peers_.any_live()) renew_mi(now);
}

// ---- electing ----

void Participant::elect(const PortPolicy& policy) {
  std::array<Candidate, limits::peers> live;
  std::size_t count = 0;
  for (const Peer& peer : peers_.all())
    if (peer.live) live[count++] = {peer.priority, peer.sci, peer.key_server};
  std::optional<Sci> winner;
  if (count > 0)
    winner = elect_key_server({policy.key_server_priority, identity_.sci(), true},
                              std::span(live).first(count));
  if (winner == elected_) return;
  elected_ = winner;
  // A former server stops at once, a former client forgets what the former server offered.
  distribution_.reset();
  offers_.forget_offer();
  pacer_.trigger();
  if (count > 0) out_.event({.kind = EventKind::key_server_elected, .ckn = ckn_, .peer = winner});
}

const Peer* Participant::server_peer() const {
  return elected_ && !elected_self() ? peers_.find_live(*elected_) : nullptr;
}

std::optional<Time> Participant::live_since() const {
  std::optional<Time> since;
  for (const Peer& peer : peers_.all())
    if (peer.live) since = since ? std::max(*since, peer.live_since) : peer.live_since;
  return since;
}

// ---- serving ----

std::optional<AgreedSak> Participant::distribute(Time now, const PortPolicy& policy, An an,
                                                 NewSakReason reason) {
  if (key_number_ >= limits::last_key_number && !renew_mi(now)) return std::nullopt;
  Distribution made{
      .ki = {mi_, key_number_ + 1}, .at = now, .mutual = peers_.all_hear_each_other()};
  std::vector<Sci> scis{identity_.sci()};
  for (const Peer& peer : peers_.all()) {
    if (!peer.live) continue;
    made.members.push_back({peer.mi, peer.sci});
    scis.push_back(peer.sci);
  }
  const CipherSuite suite = policy.cipher_suite;
  auto sak = generate_sak(sak_size(suite), random_);
  if (!sak) return std::nullopt;
  const auto wrapped = crypto::wrap_sak(keys_.kek, *sak);
  if (!wrapped) return std::nullopt;
  const Confidentiality confidentiality =
      agreed_confidentiality(policy.confidentiality, suite, peers_.all());
  made.set = {.an = an,
              .confidentiality_code = static_cast<std::uint8_t>(confidentiality),
              .key_number = made.ki.number,
              .cipher_suite_id = cipher_suite_id(suite),
              .short_form = suite == CipherSuite::gcm_aes_128,
              .wrapped = *wrapped};
  key_number_ = made.ki.number;
  last_distribution_ = now;
  pacer_.trigger();
  out_.event({.kind = EventKind::sak_distributed,
              .ckn = ckn_,
              .ki = made.ki,
              .an = an,
              .suite = suite,
              .reason = reason});
  distribution_ = std::move(made);
  return AgreedSak{distribution_->ki,
                   an,
                   ckn_,
                   suite,
                   confidentiality,
                   std::move(*sak),
                   by_descending_sci(std::move(scis))};
}

std::optional<Time> Participant::next_transmission() const {
  return running_ && !silent_ ? std::optional(pacer_.next()) : std::nullopt;
}

std::optional<Time> Participant::next_deadline() const {
  auto next = next_transmission();
  for (const auto at : {peers_.next_expiry(), watchdog_.due()})
    if (at) next = next ? std::min(*next, *at) : at;
  return next;
}

}  // namespace mka
