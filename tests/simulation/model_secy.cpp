#include "model_secy.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <variant>

namespace sim {

using namespace mka;

namespace {

constexpr Pn last_pn_32 = 0xFFFFFFFFu;
constexpr std::uint64_t octets_per_packet = 1000;

}  // namespace

KeyPrint print_of(const Sak& sak) {
  KeyPrint print = 0xcbf29ce484222325u;
  for (const std::uint8_t octet : sak.expose()) print = (print ^ octet) * 0x100000001b3u;
  return print;
}

const char* to_string(Verdict verdict) {
  constexpr std::array names{"accepted",   "port closed", "clear refused", "channel unknown",
                             "SA missing", "SA disabled", "wrong key",     "late"};
  return names[static_cast<std::size_t>(verdict)];
}

int ModelSecy::apply(const SecyOp& op) {
  return std::visit([this](const auto& o) { return apply(o); }, op);
}

bool ModelSecy::key_fits(const Sak& sak, Ssci ssci) const {
  return sak.size() == sak_size(suite_) && (!is_xpn(suite_) || ssci != Ssci::none);
}

int ModelSecy::apply(const SetProtection& op) {
  protection_ = op;
  return 0;
}

int ModelSecy::apply(const CreateReceiveSc& op) {
  return channels_.try_emplace(op.sci).second ? 0 : EEXIST;
}

int ModelSecy::apply(const DeleteReceiveSc& op) { return channels_.erase(op.sci) ? 0 : ENODEV; }

int ModelSecy::apply(const InstallReceiveSa& op) {
  const auto channel = channels_.find(op.sci);
  if (channel == channels_.end()) return ENODEV;
  if (op.lowest_pn == 0 || !key_fits(op.sak, op.ssci)) return EINVAL;
  auto& sa = channel->second[op.an.value()];
  if (sa) return EBUSY;
  sa = ReceiveSa{.ki = op.ki, .key = print_of(op.sak), .ssci = op.ssci, .salt = op.salt};
  sa->next_pn = op.lowest_pn;
  return 0;
}

int ModelSecy::apply(const EnableReceiveSa& op) {
  ReceiveSa* sa = find(op.sci, op.an);
  if (!sa) return ENODEV;
  sa->enabled = true;
  received_.insert(sa->ki);
  return 0;
}

int ModelSecy::apply(const SetReceiveLowestPn& op) {
  ReceiveSa* sa = find(op.sci, op.an);
  if (!sa) return ENODEV;
  if (op.lowest_pn == 0) return EINVAL;
  // The adapter reads before it writes: a frame may have come since the engine last looked.
  sa->next_pn = std::max(sa->next_pn, op.lowest_pn);
  return 0;
}

int ModelSecy::apply(const DeleteReceiveSa& op) {
  if (!find(op.sci, op.an)) return ENODEV;
  channels_.at(op.sci)[op.an.value()].reset();
  return 0;
}

int ModelSecy::apply(const InstallTransmitSa& op) {
  if (!key_fits(op.sak, op.ssci)) return EINVAL;
  auto& sa = transmit_[op.an.value()];
  if (sa) return EBUSY;
  sa.emplace(TransmitSa{.ki = op.ki,
                        .sak = op.sak.clone(),
                        .key = print_of(op.sak),
                        .ssci = op.ssci,
                        .salt = op.salt});
  return 0;
}

int ModelSecy::apply(const EnableTransmitSa& op) {
  auto& sa = transmit_[op.an.value()];
  if (!sa) return ENODEV;
  sa->used = true;
  encoding_ = op.an.value();
  return 0;
}

int ModelSecy::apply(const DeleteTransmitSa& op) {
  auto& sa = transmit_[op.an.value()];
  if (!sa) return ENODEV;
  sa.reset();
  if (encoding_ == op.an.value()) encoding_.reset();
  return 0;
}

const ModelSecy::TransmitSa* ModelSecy::encoding() const {
  return encoding_ ? &*transmit_[*encoding_] : nullptr;
}

const ModelSecy::TransmitSa* ModelSecy::used(const Ki& ki) const {
  for (const auto& sa : transmit_)
    if (sa && sa->used && sa->ki == ki) return &*sa;
  return nullptr;
}

ModelSecy::ReceiveSa* ModelSecy::find(const Sci& sci, An an) {
  return const_cast<ReceiveSa*>(std::as_const(*this).receive_sa(sci, an));
}

const ModelSecy::ReceiveSa* ModelSecy::receive_sa(const Sci& sci, An an) const {
  const auto channel = channels_.find(sci);
  if (channel == channels_.end() || !channel->second[an.value()]) return nullptr;
  return &*channel->second[an.value()];
}

void ModelSecy::follow(const Sci& sci, Pn pn) {
  for (auto& sa : channels_.at(sci))
    if (sa) sa->next_pn = std::max(sa->next_pn, pn);
}

std::optional<DataFrame> ModelSecy::transmit(Pn packets) {
  if (!protection_.controlled_port_enabled) return std::nullopt;
  if (!protection_.protect_frames) return DataFrame{.clear = true, .sci = own_};
  if (!encoding_) return std::nullopt;
  TransmitSa& sa = *transmit_[*encoding_];
  const Pn last = sa.next_pn + packets - 1;
  if (!is_xpn(suite_) && last > last_pn_32) {
    exhausted_ = true;
    return std::nullopt;
  }
  sa.next_pn = last + 1;
  octets_protected_ += packets * octets_per_packet;
  return DataFrame{.sci = own_,
                   .an = An::from_bits(static_cast<unsigned>(*encoding_)),
                   .key = sa.key,
                   .ssci = sa.ssci,
                   .salt = sa.salt,
                   .pn = last};
}

// The driver's rule: a low half below ours in the other half of the range means one carry.
Pn ModelSecy::recovered(Pn sent, Pn next) const {
  if (!is_xpn(suite_)) return sent;
  const auto low = static_cast<std::uint32_t>(sent);
  const auto ours = static_cast<std::uint32_t>(next);
  const bool same_half = (low >> 31) == (ours >> 31);
  const Pn high = (next >> 32) + (low < ours && !same_half ? 1 : 0);
  return (high << 32) | low;
}

Verdict ModelSecy::receive(const DataFrame& frame) {
  const Verdict verdict = validate(frame);
  if (verdict != Verdict::accepted && !frame.clear) ++packets_refused_;
  return verdict;
}

Verdict ModelSecy::validate(const DataFrame& frame) {
  if (!protection_.controlled_port_enabled) return Verdict::port_closed;
  if (frame.clear) {
    return protection_.validate_frames == ValidateFrames::strict ? Verdict::clear_refused
                                                                 : Verdict::accepted;
  }
  if (!channels_.contains(frame.sci)) return Verdict::channel_unknown;
  ReceiveSa* sa = find(frame.sci, frame.an);
  if (!sa) return Verdict::sa_missing;
  if (!sa->enabled) return Verdict::sa_disabled;
  const Pn pn = recovered(frame.pn, sa->next_pn);
  const bool same_nonce = !is_xpn(suite_) || (sa->ssci == frame.ssci && sa->salt == frame.salt);
  if (sa->key != frame.key || !same_nonce || pn != frame.pn) return Verdict::wrong_key;
  const Pn window = protection_.replay_window;
  if (protection_.replay_protect && pn + window < sa->next_pn) return Verdict::late;
  sa->next_pn = std::max(sa->next_pn, pn + 1);
  ++sa->packets_ok;
  return Verdict::accepted;
}

HeldSecy ModelSecy::held() const {
  HeldSecy held{.confidentiality = protection_.confidentiality, .counters = counters()};
  held.in_clear = protection_.controlled_port_enabled && !protection_.protect_frames;
  if (encoding_ && !held.in_clear) held.encoding = An::from_bits(static_cast<unsigned>(*encoding_));
  for (const auto& [sci, sas] : channels_) held.channels.push_back(sci);
  return held;
}

SecyCounters ModelSecy::counters() const {
  SecyCounters counters;
  counters.octets_protected = octets_protected_;
  counters.packets_refused = packets_refused_;
  for (std::size_t an = 0; an < transmit_.size(); ++an) {
    if (!transmit_[an]) continue;
    counters.transmit.push_back({.an = An::from_bits(static_cast<unsigned>(an)),
                                 .ki = transmit_[an]->ki,
                                 .next_pn = transmit_[an]->next_pn,
                                 .active = encoding_ == an});
  }
  for (const auto& [sci, sas] : channels_) {
    for (std::size_t an = 0; an < sas.size(); ++an) {
      if (!sas[an]) continue;
      counters.receive.push_back({.sci = sci,
                                  .an = An::from_bits(static_cast<unsigned>(an)),
                                  .ki = sas[an]->ki,
                                  .next_pn = sas[an]->next_pn,
                                  .packets_ok = sas[an]->packets_ok});
    }
  }
  return counters;
}

}  // namespace sim
