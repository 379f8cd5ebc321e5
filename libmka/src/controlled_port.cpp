#include "controlled_port.hpp"

#include <algorithm>
#include <utility>

#include "timers.hpp"

namespace mka {

namespace {

using namespace std::chrono_literals;

// A refused change of protection is asked for again after this.
constexpr Duration protection_retry = 1s;
// No chain of transitions without new inputs is longer than the table.
constexpr int longest_chain = static_cast<int>(cp_state_count);

}  // namespace

bool ControlledPort::stuck(Time now) const {
  const bool waits_for_secy = state_ == CpState::receive || state_ == CpState::transmit;
  return waits_for_secy && now - entered_ >= timers::transmit_delay;
}

// A laggard is not waited for. Where nobody receives yet there is no other that could gain: the SAK
// in use goes on until the peers have had time to expire, and another key to take over.
void ControlledPort::be_patient(Time now, const Agreement& a) {
  const bool gains_nothing = associations_.in_use() != nullptr && !a.any_receiving;
  if (state_ == CpState::receiving && now >= transmit_when_ && gains_nothing)
    transmit_when_ = entered_ + 2 * timers::transmit_delay;
}

CpInputs ControlledPort::inputs(Time now, const Agreement& a) const {
  const Duration since = now - entered_;
  const bool differs = offered_ && state_ != CpState::change && state_ != CpState::init &&
                       offered_->confidentiality != confidentiality_;
  return {.port_enabled = a.port_enabled,
          .connect = a.connect,
          .start_over = differs || associations_.latest_failed() || stuck(now),
          .server_changed = a.server_changed,
          .elected_self = a.elected_self,
          .new_sak = offered_.has_value(),
          .using_receive_sas = associations_.latest_enabled_for_receive(),
          .all_receiving = a.all_receiving,
          .server_transmitting = a.server_transmitting,
          .controlled_port_enabled = enabled_ || a.open_in_clear,
          .transmit_delay_over = now >= transmit_when_,
          .ready_overdue = since >= 2 * timers::transmit_delay,
          .using_transmit_sa = associations_.latest_enabled_for_transmit(),
          .retire_delay_over = now >= retire_at_};
}

ControlledPort::Progress ControlledPort::step(Time now,
                                              const std::function<Agreement()>& agreement) {
  Progress progress;
  for (int i = 0; i < longest_chain; ++i) {
    const Agreement a = agreement();
    be_patient(now, a);
    const CpInputs in = inputs(now, a);
    const auto next = cp_next(state_, in);
    if (!next) break;
    progress.moved = true;
    progress.failed = progress.failed || associations_.latest_failed() || stuck(now);
    enter(*next, now, a, progress);
  }
  return progress;
}

void ControlledPort::enter(CpState next, Time now, const Agreement& a, Progress& progress) {
  state_ = next;
  entered_ = now;
  switch (next) {
    case CpState::init:
      enabled_ = peers_protect_ = false;
      offered_.reset();
      associations_.delete_all();
      break;
    case CpState::change:
      enabled_ = false;
      peers_protect_ = false;
      if (a.connect != Connect::secure) offered_.reset();
      if (a.open_in_clear)
        associations_.fall_back(now, now + a.life + timers::under_way);
      else
        associations_.delete_all();
      break;
    case CpState::allowed:
    case CpState::authenticated:
      enabled_ = true;
      break;
    case CpState::secured:
      if (offered_) confidentiality_ = offered_->confidentiality;
      break;
    case CpState::receive:
      confidentiality_ = offered_->confidentiality;
      associations_.install_latest(*std::exchange(offered_, std::nullopt), a.transmitters, now);
      break;
    case CpState::receiving:
      transmit_when_ = now + timers::transmit_delay;
      associations_.latest_receives();
      progress.news = true;
      break;
    case CpState::ready:
      progress.news = true;
      break;
    case CpState::transmit:
      enabled_ = true;
      associations_.enable_latest_transmit();
      break;
    case CpState::transmitting:
      retire_at_ = associations_.old() ? now + timers::sak_retire : now;
      associations_.latest_transmits();
      progress.news = progress.in_use = true;
      break;
    case CpState::abandon:
      associations_.abandon_latest(now);
      break;
    case CpState::retire:
      if (!associations_.latest()) break;  // abandoned: CHANGE follows, and decides
      associations_.retire_old(now);
      associations_.latest_becomes_old();
      progress.news = true;
      break;
  }
}

SetProtection wanted_protection(const PortPolicy& policy, const ProtectionFacts& facts) {
  SetProtection p{.confidentiality = facts.confidentiality != Confidentiality::integrity_only,
                  .replay_window = policy.replay_window,
                  .controlled_port_enabled = facts.controlled_port_enabled};
  const bool clear = policy.mode != EncryptionMode::must_encrypt && facts.open_in_clear;
  if (!clear) return p;  // protected and strict whatever happens
  const bool secured = policy.mode == EncryptionMode::should_encrypt && facts.sak_in_use;
  p.protect_frames = secured || facts.falling_back;
  // Strict only once the peers protect, so that their last clear frames are not lost.
  if (!secured || !facts.peers_protect || facts.falling_back)
    p.validate_frames = ValidateFrames::check;
  p.controlled_port_enabled = true;
  return p;
}

void ControlledPort::apply_protection(Time now, const PortPolicy& policy, bool open_in_clear,
                                      bool peers_protect) {
  associations_.stop_protecting(now);
  const bool unsecured = state_ == CpState::allowed || state_ == CpState::authenticated;
  const bool in_use = associations_.in_use() != nullptr;
  const bool falling_back = in_use && associations_.falling_back();
  peers_protect_ = in_use && !falling_back && (peers_protect_ || peers_protect);
  const SetProtection wanted =
      wanted_protection(policy, {.sak_in_use = in_use,
                                 .peers_protect = peers_protect_,
                                 .falling_back = falling_back,
                                 .controlled_port_enabled = enabled_,
                                 .open_in_clear = open_in_clear || unsecured,
                                 .confidentiality = confidentiality_});
  const bool retry = protection_retry_ && now >= *protection_retry_;
  if (!protection_known_ || wanted != protection_ || retry) {
    protection_ = wanted;
    protection_known_ = true;
    protection_retry_.reset();
    protection_op_ = out_.request(wanted);
  }
  associations_.end_fallback(now);
}

bool ControlledPort::answered(Time now, OpId op, SecyOutcome outcome) {
  if (protection_op_ != op) return associations_.answered(now, op, outcome);
  protection_op_.reset();
  if (outcome.done) return true;
  protection_retry_ = now + protection_retry;
  out_.event({.kind = EventKind::secy_failed, .os_error = outcome.os_error});
  return true;
}

std::optional<Time> ControlledPort::next_deadline() const {
  std::optional<Time> next = protection_retry_;
  const auto at = [&](Time t) { next = next ? std::min(*next, t) : t; };
  if (const auto& until = associations_.fallback_until()) at(*until);
  if (state_ == CpState::receive || state_ == CpState::transmit)
    at(entered_ + timers::transmit_delay);
  if (state_ == CpState::receiving) at(transmit_when_);
  if (state_ == CpState::ready) at(entered_ + 2 * timers::transmit_delay);
  if (state_ == CpState::transmitting) at(retire_at_);
  return next;
}

}  // namespace mka
