#include "key_agreement.hpp"

#include <algorithm>
#include <utility>

#include "timers.hpp"

namespace mka {

namespace {

using namespace std::chrono_literals;

constexpr Duration longest_hold = 60s;
constexpr int longest_settling = 8;

Duration hold_after(unsigned failures) {
  return std::min<Duration>(longest_hold, Duration(1s) * (1 << std::min(failures - 1, 6u)));
}

}  // namespace

KeyAgreement::KeyAgreement(Random& random, PortIdentity identity, PortPolicy policy)
    : random_(random),
      identity_(identity),
      policy_(std::move(policy)),
      intake_(out_, identity.mac),
      port_(out_, identity) {
  intake_.heed(policy_);
}

Participant* KeyAgreement::find(const std::optional<Ckn>& ckn) const {
  const auto found =
      std::ranges::find_if(participants_, [&](const auto& p) { return p->ckn() == ckn; });
  return found == participants_.end() ? nullptr : found->get();
}

Participant* KeyAgreement::addressed(const Ckn& ckn) const {
  if (Participant* exact = find(ckn)) return exact;
  if (policy_.ckn_match == CknMatch::exact) return nullptr;
  const auto close = std::ranges::find_if(
      participants_, [&](const auto& p) { return p->ckn().equal_but_for_trailing_zeros(ckn); });
  return close == participants_.end() ? nullptr : close->get();
}

bool KeyAgreement::enabled() const {
  return link_up_ && policy_.mode != EncryptionMode::no_encrypt;
}

bool KeyAgreement::open_in_clear() const {
  if (!link_up_ || policy_.mode == EncryptionMode::must_encrypt) return false;
  return policy_.mode == EncryptionMode::no_encrypt || grace_.over();
}

// Without a key there is nothing to wait for, and what was secured once was waited for.
void KeyAgreement::heed_grace(Time now) {
  if (!link_up_) return;
  grace_.look(now, policy_.clear_after);
  if (participants_.empty() || port_.associations().in_use() != nullptr) grace_.end();
}

// ---- inputs ----

void KeyAgreement::start_or_stop(Time now) {
  for (const auto& p : participants_) {
    if (enabled() && !p->running()) p->start(now);
    if (!enabled() && p->running()) p->stop();
  }
}

void KeyAgreement::set_keys(Time now, std::vector<KeyConfig> keys) {
  if (keys.size() > limits::keys) keys.erase(keys.begin() + limits::keys, keys.end());
  std::vector<std::unique_ptr<Participant>> next;
  for (KeyConfig& key : keys) {
    const auto kept = std::ranges::find_if(participants_, [&](const auto& p) {
      return p && p->ckn() == key.ckn && p->has_same_cak(key.keys);
    });
    if (kept != participants_.end() && !key.listen_only) (*kept)->speak(now);
    auto participant = kept != participants_.end()
                           ? std::move(*kept)
                           : Participant::create(std::move(key), identity_, random_, out_);
    if (!participant) continue;
    intake_.now_known(participant->ckn());
    next.push_back(std::move(participant));
  }
  const bool principal_stays =
      std::ranges::any_of(next, [&](const auto& p) { return p.get() == principal_; });
  if (!principal_stays) principal_ = nullptr;
  participants_ = std::move(next);
  start_or_stop(now);
}

void KeyAgreement::set_policy(Time now, PortPolicy policy) {
  policy_changed_ = policy_changed_ || policy.cipher_suite != policy_.cipher_suite ||
                    policy.confidentiality != policy_.confidentiality;
  policy_ = std::move(policy);
  intake_.heed(policy_);
  if (policy_.ckn_match == CknMatch::exact)
    for (const auto& p : participants_) p->use_own_form();
  start_or_stop(now);
  trigger_all();
}

void KeyAgreement::link_changed(Time now, bool up) {
  if (up && !link_up_) grace_.begin(now);
  link_up_ = up;
  start_or_stop(now);
}

void KeyAgreement::probe_path(std::size_t frame_octets, Time until) {
  if (principal_ != nullptr)
    principal_->probe_path(std::min(frame_octets, limits::mkpdu_frame), until);
}

RekeyAnswer KeyAgreement::rekey() {
  if (!secured_ || principal_ == nullptr) return RekeyAnswer::not_secured;
  if (!principal_->elected_self()) return RekeyAnswer::not_key_server;
  rekey_asked_ = true;
  return RekeyAnswer::accepted;
}

bool KeyAgreement::receive(Time now, Bytes frame) {
  if (!enabled()) return false;
  auto accepted = intake_.open(now, frame, [this](const Ckn& ckn) { return addressed(ckn); });
  if (!accepted || !accepted->participant->running()) return false;
  Participant& participant = *accepted->participant;
  const auto heard = participant.receive(now, accepted->pdu, policy_);
  if (heard.drop) intake_.count(*heard.drop);
  // A drop may still have begun a new life (MI collision).
  if (heard.drop) return *heard.drop == DropReason::mi_collision;
  if (heard.news) participant.elect(policy_);
  if (heard.live_sender == nullptr) return heard.news;
  const bool key_news = heed_key_sets(now, participant, *heard.live_sender, accepted->pdu);
  return heard.news || key_news;
}

// What a live peer says of SAKs. True if any of it is new.
bool KeyAgreement::heed_key_sets(Time now, Participant& participant, Peer& live_sender,
                                 const wire::Mkpdu& pdu) {
  if (pdu.distributed_cak) ++refusals_[static_cast<std::size_t>(RefuseReason::distributed_cak)];
  if (pdu.distributed_sak) consider_offer(now, participant, live_sender, pdu);
  // That may have started a new life, in which nobody is known.
  Peer* sender = participant.peers().find(pdu.basic.mi);
  const bool offered = pdu.distributed_sak.has_value();
  if (!pdu.sak_use || sender == nullptr) return offered;
  const bool stranding = note_stranding(*sender, *pdu.sak_use);
  return note_sak_use(*sender, pdu) || stranding || offered;
}

void KeyAgreement::secy_done(Time now, OpId op, SecyOutcome outcome) {
  port_.answered(now, op, outcome);
}

void KeyAgreement::observe(Time now, const SecyCounters& counters) {
  port_.associations().observe(now, counters);
  heed_data_plane(now, counters);
}

void KeyAgreement::trigger_all() {
  for (const auto& p : participants_) p->trigger();
}

// ---- settling ----

void KeyAgreement::settle(Time now) {
  if (hold_until_ && now >= *hold_until_) hold_until_.reset();
  heed_grace(now);
  const InstalledSak* used = port_.associations().in_use();
  const bool adopted = used != nullptr && used->adopted();
  if (adopted_until_ && (now >= *adopted_until_ || !adopted)) adopted_until_.reset();
  for (const auto& p : participants_) {
    p->expire(now);
    if (p->running()) p->elect(policy_);
  }
  choose(now);
  withdraw_orphan();
  heed_watchdogs(now);
  // A step may make the next SAK due, and a new SAK the next step; each makes the other rarer.
  for (int i = 0; i < longest_settling; ++i) {
    const bool distributed = distribute_if_due(now);
    const auto progress = port_.step(now, [&] { return agreement(); });
    after_step(now, progress);
    if (!distributed && !progress.moved) break;
  }
  keep_up_with_peers(now);
  tell_session();
  const bool peers_protect = moved_since_ && now - *moved_since_ >= timers::under_way;
  port_.apply_protection(now, policy_, open_in_clear(), peers_protect);
  transmit_due(now);
}

// An offered SAK that nobody is left to share.
void KeyAgreement::withdraw_orphan() {
  if (!port_.offered()) return;
  const Participant* owner = find(port_.offered()->ckn);
  if (owner == nullptr || !owner->peers().any_live()) port_.withdraw_offer();
}

void KeyAgreement::after_step(Time now, const ControlledPort::Progress& progress) {
  if (progress.news) trigger_all();
  // A chain of steps may have given it up again.
  const InstalledSak* used = port_.associations().in_use();
  if (progress.in_use && used != nullptr) {
    failures_ = 0;
    out_.event({.kind = EventKind::sak_in_use,
                .ckn = used->agreed.ckn,
                .ki = used->agreed.ki,
                .an = used->agreed.an,
                .suite = used->agreed.suite});
  }
  if (!progress.failed) return;
  ++failures_;
  hold_until_ = now + hold_after(failures_);
  if (principal_ == nullptr) return;
  if (principal_->elected_self())
    missing_reason_ = NewSakReason::secy_recovered;
  else
    principal_->renew_mi(now);  // the key server will see a restarted peer and make a fresh SAK
}

void KeyAgreement::keep_up_with_peers(Time now) {
  auto& associations = port_.associations();
  const auto strays_until = associations.strays_until();
  if (!peers_have_moved())
    moved_since_.reset();
  else if (!moved_since_)
    moved_since_ = now;
  const bool unused = port_.settled() && moved_since_ && now - *moved_since_ >= timers::under_way;
  if (strays_until && (unused || now >= *strays_until)) associations.delete_strays();
  for (const auto* sak : {&associations.latest(), &associations.old()}) {
    const Participant* owner = *sak ? find((*sak)->agreed.ckn) : nullptr;
    if (owner == nullptr) continue;
    const Ki ki = (*sak)->agreed.ki;
    for (const Peer& peer : owner->peers().all()) {
      const Transmitter transmitter{peer.sci, std::max<Pn>(1, peer.lowest_pn(ki).value_or(1))};
      if (peer.live) associations.add_receivers(ki, {&transmitter, 1}, now);
    }
  }
  std::vector<Sci> live;
  for (const auto& p : participants_)
    for (const Peer& peer : p->peers().all())
      if (peer.live) live.push_back(peer.sci);
  associations.drop_channels_except(live);
}

void KeyAgreement::transmit_due(Time now) {
  for (const auto& p : participants_) {
    const auto at = p->next_transmission();
    if (!at || now < *at) continue;
    std::array<std::uint32_t, 2> high{};
    const auto use = sak_use(now, *p, high);
    p->transmit(now, policy_, use, high);
  }
}

std::optional<Time> KeyAgreement::next_deadline() const {
  std::optional<Time> next = port_.next_deadline();
  const auto at = [&](std::optional<Time> t) {
    if (t) next = next ? std::min(*next, *t) : t;
  };
  for (const auto& p : participants_) at(p->next_deadline());
  at(hold_until_);
  at(adopted_until_);
  const auto strays_until = port_.associations().strays_until();
  at(strays_until);
  const bool strays_wait = strays_until && port_.settled();
  const bool strict_waits = !port_.peers_protect() && !port_.associations().falling_back();
  if (moved_since_ && (strays_wait || strict_waits)) at(*moved_since_ + timers::under_way);
  if (link_up_ && policy_.mode == EncryptionMode::should_encrypt)
    at(grace_.ends(policy_.clear_after));
  at(principal_change_due_);
  at(new_sak_due_);
  return next;
}

}  // namespace mka
