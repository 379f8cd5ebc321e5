#include "secure_associations.hpp"

#include <algorithm>
#include <utility>

#include "xpn.hpp"

namespace mka {

using Answer = InstalledSak::Answer;

namespace {

using namespace std::chrono_literals;

constexpr Duration refused_retry = 1s;
// The latest SAK and the old one leave two of the four ANs.
constexpr std::size_t most_strays = 2;
constexpr int unknown_error = -1;  // a SecY that refuses without an errno

bool contains(const std::vector<OpId>& ops, OpId op) {
  return std::ranges::find(ops, op) != ops.end();
}

}  // namespace

const InstalledSak* SecureAssociations::in_use() const {
  if (latest_ && latest_->transmits) return &*latest_;
  if (old_ && old_->transmits) return &*old_;
  return nullptr;
}

const InstalledSak* SecureAssociations::holder_of(const Ki& ki) const {
  if (latest_ && latest_->agreed.ki == ki) return &*latest_;
  if (old_ && old_->agreed.ki == ki) return &*old_;
  return nullptr;
}

InstalledSak* SecureAssociations::find(const Ki& ki) {
  return const_cast<InstalledSak*>(std::as_const(*this).holder_of(ki));
}

Pn SecureAssociations::highest_received(const Ki& ki, const Sci& sci) const {
  const InstalledSak* sak = holder_of(ki);
  if (sak == nullptr) return 0;
  const auto receiver = std::ranges::find(sak->receivers, sci, &InstalledSak::Receiver::sci);
  return receiver == sak->receivers.end() ? 0 : receiver->highest_pn;
}

Ssci SecureAssociations::ssci_in(const AgreedSak& sak, const Sci& sci) const {
  return is_xpn(sak.suite) ? ssci_of(sci, sak.members) : Ssci::none;
}

void SecureAssociations::install_latest(AgreedSak sak, std::span<const Transmitter> transmitters,
                                        Time now) {
  // The key server may have started over and met the AN of the SAK before: that one is dead.
  if (old_ && old_->agreed.an == sak.an) {
    remove(old_);
    fallback_until_.reset();
  }
  std::erase_if(strays_, [&](const InstalledSak& stray) {
    if (stray.agreed.an != sak.an) return false;
    delete_stray(stray);
    return true;
  });
  latest_.emplace(std::move(sak), now);
  for (const Transmitter& transmitter : transmitters) add_receiver(*latest_, transmitter);
  const AgreedSak& a = latest_->agreed;
  latest_->transmit_ops.push_back(out_.request(
      InstallTransmitSa{a.an, a.ki, a.sak->clone(), ssci_in(a, identity_.sci()), xpn_salt(a.ki)}));
}

void SecureAssociations::add_receiver(InstalledSak& sak, const Transmitter& transmitter) {
  if (sak.adopted()) return;
  const AgreedSak& a = sak.agreed;
  const Ssci ssci = ssci_in(a, transmitter.sci);
  // A station that was not a member when the SAK was made has no SSCI in it: the next SAK counts it
  // in.
  if (is_xpn(a.suite) && ssci == Ssci::none) return;
  InstalledSak::Receiver receiver{.sci = transmitter.sci, .lowest_pn = transmitter.lowest_pn};
  if (std::ranges::find(channels_, transmitter.sci) == channels_.end()) {
    channels_.push_back(transmitter.sci);
    receiver.create_channel = out_.request(CreateReceiveSc{transmitter.sci});
    receiver.ops.push_back(*receiver.create_channel);
  }
  receiver.ops.push_back(out_.request(InstallReceiveSa{
      transmitter.sci, a.an, a.ki, a.sak->clone(), transmitter.lowest_pn, ssci, xpn_salt(a.ki)}));
  receiver.last_op = out_.request(EnableReceiveSa{transmitter.sci, a.an});
  receiver.ops.push_back(receiver.last_op);
  sak.receivers.push_back(std::move(receiver));
}

void SecureAssociations::enable_latest_transmit() {
  latest_->enable_op = out_.request(EnableTransmitSa{latest_->agreed.an});
  latest_->transmit_ops.push_back(*latest_->enable_op);
}

void SecureAssociations::latest_transmits() {
  latest_->transmits = true;
  latest_->octets_before = octets_protected_;
  fallback_until_.reset();
  if (old_) old_->transmits = false;
}

void SecureAssociations::remove(std::optional<InstalledSak>& slot) {
  if (!slot) return;
  out_.request(DeleteTransmitSa{slot->agreed.an});
  for (const auto& receiver : slot->receivers)
    if (std::ranges::find(channels_, receiver.sci) != channels_.end())
      out_.request(DeleteReceiveSa{receiver.sci, slot->agreed.an});
  slot.reset();
}

// A peer may have begun to transmit with it before it heard of the next one.
void SecureAssociations::abandon_latest(Time now) { keep_receiving(latest_, now); }

// A peer may not have heard yet that it can leave it.
void SecureAssociations::retire_old(Time now) {
  report_retirement();
  keep_receiving(old_, now);
}

void SecureAssociations::report_retirement() {
  if (!old_) return;
  out_.event({.kind = EventKind::sak_retired,
              .ckn = old_->agreed.ckn,
              .ki = old_->agreed.ki,
              .an = old_->agreed.an});
}

void SecureAssociations::keep_receiving(std::optional<InstalledSak>& slot, Time now) {
  if (!slot) return;
  out_.request(DeleteTransmitSa{slot->agreed.an});
  keep_stray(*std::move(slot), now);
  slot.reset();
}

void SecureAssociations::keep_stray(InstalledSak sak, Time now) {
  while (strays_.size() >= most_strays) {
    delete_stray(strays_.front());
    strays_.erase(strays_.begin());
  }
  strays_.push_back(std::move(sak));
  strays_until_ = now + longest_stray;
}

bool SecureAssociations::is_stray(const Ki& ki) const {
  return std::ranges::any_of(strays_, [&](const auto& sak) { return sak.agreed.ki == ki; });
}

std::optional<Time> SecureAssociations::strays_until() const {
  return strays_.empty() ? std::nullopt : std::optional(strays_until_);
}

void SecureAssociations::delete_stray(const InstalledSak& sak) {
  for (const auto& receiver : sak.receivers)
    if (std::ranges::find(channels_, receiver.sci) != channels_.end())
      out_.request(DeleteReceiveSa{receiver.sci, sak.agreed.an});
}

void SecureAssociations::delete_strays() {
  for (const InstalledSak& sak : strays_) delete_stray(sak);
  strays_.clear();
}

bool SecureAssociations::occupied(An an) const {
  const auto holds = [&](const auto& sak) { return sak.agreed.an == an; };
  return (latest_ && holds(*latest_)) || (old_ && holds(*old_)) ||
         std::ranges::any_of(strays_, holds);
}

An SecureAssociations::free_association_number(std::optional<An> last) const {
  An an = last ? last->next() : An{};
  for (int tried = 0; tried < 4; ++tried, an = an.next())
    if (!occupied(an)) return an;
  return strays_.front().agreed.an;
}

void SecureAssociations::latest_becomes_old() {
  old_ = std::move(latest_);
  latest_.reset();
}

void SecureAssociations::delete_all() {
  remove(latest_);
  report_retirement();
  remove(old_);
  delete_strays();
  fallback_until_.reset();
}

bool SecureAssociations::latest_enabled_for_receive() const {
  return latest_ && latest_->transmit_installed == Answer::done &&
         std::ranges::all_of(latest_->receivers,
                             [](const auto& r) { return r.answer == Answer::done; });
}

bool SecureAssociations::latest_enabled_for_transmit() const {
  return latest_ && latest_->transmit_enabled == Answer::done;
}

bool SecureAssociations::latest_failed() const { return latest_ && latest_->os_error != 0; }

void SecureAssociations::add_receivers(const Ki& ki, std::span<const Transmitter> transmitters,
                                       Time now) {
  InstalledSak* sak = find(ki);
  if (sak == nullptr) return;
  give_up_refused(*sak, now);
  for (const Transmitter& t : transmitters)
    if (std::ranges::find(sak->receivers, t.sci, &InstalledSak::Receiver::sci) ==
        sak->receivers.end())
      add_receiver(*sak, t);
}

void SecureAssociations::give_up_refused(InstalledSak& sak, Time now) {
  std::erase_if(sak.receivers, [&](const InstalledSak::Receiver& r) {
    if (r.answer != Answer::failed || now - r.failed_at < refused_retry) return false;
    out_.request(DeleteReceiveSa{r.sci, sak.agreed.an});
    return true;
  });
}

void SecureAssociations::drop_channels_except(std::span<const Sci> live) {
  std::erase_if(channels_, [&](const Sci& sci) {
    if (std::ranges::find(live, sci) != live.end() || outlives_peers(sci)) return false;
    out_.request(DeleteReceiveSc{sci});
    for (auto* slot : {&latest_, &old_})
      if (*slot) std::erase_if((*slot)->receivers, [&](const auto& r) { return r.sci == sci; });
    for (auto& sak : strays_)
      std::erase_if(sak.receivers, [&](const auto& r) { return r.sci == sci; });
    return true;
  });
}

void SecureAssociations::raise_lowest_pn(const Ki& ki, const Sci& sci, Pn lowest_pn) {
  InstalledSak* sak = find(ki);
  if (sak == nullptr) return;
  const auto receiver = std::ranges::find(sak->receivers, sci, &InstalledSak::Receiver::sci);
  if (receiver == sak->receivers.end() || lowest_pn <= receiver->lowest_pn) return;
  // An LPN far above all that was received would cut the link (802.1X 9.10, sanity bound ours).
  constexpr Pn margin = Pn{1} << 30;
  if (lowest_pn > receiver->highest_pn + margin) return;
  receiver->lowest_pn = lowest_pn;
  out_.request(SetReceiveLowestPn{sci, sak->agreed.an, lowest_pn});
}

void SecureAssociations::report_refusal(const InstalledSak& sak, std::optional<Sci> peer,
                                        int os_error) {
  out_.event({.kind = EventKind::secy_failed,
              .ckn = sak.agreed.ckn,
              .peer = peer,
              .ki = sak.agreed.ki,
              .an = sak.agreed.an,
              .suite = sak.agreed.suite,
              .os_error = os_error});
}

bool SecureAssociations::answered_by(InstalledSak& sak, Time now, OpId op, SecyOutcome outcome) {
  const auto receiver =
      std::ranges::find_if(sak.receivers, [&](const auto& r) { return contains(r.ops, op); });
  const bool transmit = contains(sak.transmit_ops, op);
  if (receiver == sak.receivers.end() && !transmit) return false;
  if (!outcome.done) {
    // Refused for a member that came late, the SAK goes on for the others.
    const bool late = !transmit && sak.receives;
    if (sak.os_error == 0 && !late)
      sak.os_error = outcome.os_error != 0 ? outcome.os_error : unknown_error;
    if (!transmit) {
      receiver->answer = Answer::failed;
      receiver->failed_at = now;
      if (receiver->create_channel == op) std::erase(channels_, receiver->sci);
    }
    report_refusal(sak, transmit ? std::nullopt : std::optional(receiver->sci), outcome.os_error);
    return true;
  }
  if (transmit)
    (sak.enable_op == op ? sak.transmit_enabled : sak.transmit_installed) = Answer::done;
  else if (op == receiver->last_op && receiver->answer == Answer::outstanding)
    receiver->answer = Answer::done;
  return true;
}

bool SecureAssociations::answered(Time now, OpId op, SecyOutcome outcome) {
  return (latest_ && answered_by(*latest_, now, op, outcome)) ||
         (old_ && answered_by(*old_, now, op, outcome));
}

void SecureAssociations::observe(Time now, const SecyCounters& counters) {
  octets_protected_ = std::max(octets_protected_, counters.octets_protected);
  for (const auto& sa : counters.transmit)
    if (InstalledSak* sak = find(sa.ki); sak != nullptr && sak->agreed.an == sa.an) {
      sak->packet_numbers.observe(now, sa.next_pn);
      sak->at_most = sa.at_most;
    }
  for (const auto& sa : counters.receive) {
    heed_stray(now, sa);
    InstalledSak* sak = find(sa.ki);
    if (sak == nullptr) continue;
    for (auto& receiver : sak->receivers)
      if (receiver.sci == sa.sci && sa.next_pn > 0) receiver.highest_pn = sa.next_pn - 1;
  }
}

std::uint64_t SecureAssociations::octets_in_use() const {
  const InstalledSak* sak = in_use();
  return sak == nullptr ? 0 : octets_protected_ - sak->octets_before;
}

}  // namespace mka
