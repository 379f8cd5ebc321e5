// Taking over a SecY that an engine before us left at work: a restart must not stop the traffic.
#include <algorithm>
#include <functional>

#include "key_agreement.hpp"
#include "timers.hpp"

namespace mka {

namespace {

using Answer = InstalledSak::Answer;

InstalledSak adopted(const Ki& ki, An an, CipherSuite suite, const HeldSecy& held, Time now) {
  InstalledSak sak({.ki = ki, .an = an, .suite = suite}, now);
  sak.receives = true;
  for (const auto& sa : held.counters.receive)
    if (sa.ki == ki && sa.an == an)
      sak.receivers.push_back({.sci = sa.sci,
                               .answer = Answer::done,
                               .highest_pn = sa.next_pn > 0 ? sa.next_pn - 1 : 0});
  return sak;
}

}  // namespace

bool SecureAssociations::adopt(const HeldSecy& held, CipherSuite suite, Time now) {
  channels_ = held.channels;
  octets_protected_ = held.counters.octets_protected;
  for (const auto& sa : held.counters.transmit) {
    if (held.encoding != sa.an) {
      out_.request(DeleteTransmitSa{sa.an});
      continue;
    }
    old_ = adopted(sa.ki, sa.an, suite, held, now);
    old_->transmits = true;
    old_->octets_before = octets_protected_;
    old_->packet_numbers.observe(now, sa.next_pn);
  }
  for (const auto& sa : held.counters.receive) {
    const auto is_of = [&](const InstalledSak& sak) {
      return sak.agreed.ki == sa.ki && sak.agreed.an == sa.an;
    };
    const bool known = (old_ && is_of(*old_)) || std::ranges::any_of(strays_, is_of);
    if (!known) strays_.push_back(adopted(sa.ki, sa.an, suite, held, now));
  }
  // Some peer may transmit with any of them, least likely with one that never received.
  std::ranges::stable_partition(strays_, std::not_fn(&InstalledSak::ever_received));
  strays_until_ = now + longest_stray;
  if (old_ && !old_->receivers.empty()) return true;
  if (held.in_clear) {  // the peer may be falling back more slowly
    for (InstalledSak& stray : strays_) stray.outlives_peers = true;
    return false;
  }
  delete_all();
  drop_channels_except({});
  return false;
}

bool ControlledPort::adopt(const HeldSecy& held, CipherSuite suite, Time now) {
  if (!associations_.adopt(held, suite, now)) return false;
  state_ = CpState::retire;
  entered_ = now;
  enabled_ = true;
  confidentiality_ =
      held.confidentiality ? Confidentiality::offset_0 : Confidentiality::integrity_only;
  return true;
}

void KeyAgreement::adopt(Time now, const HeldSecy& held) {
  const bool protects = port_.adopt(held, policy_.cipher_suite, now);
  // Until the link is said to be down, it is what it was. What is open stays so, if it may.
  link_up_ = protects || held.in_clear;
  if (link_up_) grace_.end();
  if (!protects) return;
  const AgreedSak& used = port_.associations().old()->agreed;
  secured_ = true;
  last_an_ = used.an;
  adopted_until_ = now + timers::life_of(policy_) + timers::hello_of(policy_);
  out_.event({.kind = EventKind::session_adopted, .ki = used.ki, .an = used.an});
}

}  // namespace mka
