// What the Linux macsec driver would do with the engine's requests and with data frames.
// Four ANs per channel, its error numbers, its packet number rules; no cryptography: keys are
// compared.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "mka/output.hpp"
#include "mka/types.hpp"

namespace sim {

// Stands for the octets of a SAK where only equality matters.
using KeyPrint = std::uint64_t;
KeyPrint print_of(const mka::Sak& sak);

struct DataFrame {
  bool clear = false;
  mka::Sci sci;
  mka::An an{};
  KeyPrint key = 0;
  mka::Ssci ssci = mka::Ssci::none;
  mka::Salt salt{};
  mka::Pn pn = 0;  // the wire carries the low 32 bits only
};

enum class Verdict {
  accepted,
  port_closed,
  clear_refused,
  channel_unknown,
  sa_missing,
  sa_disabled,
  wrong_key,
  late
};
const char* to_string(Verdict verdict);

class ModelSecy {
 public:
  struct TransmitSa {
    mka::Ki ki;
    mka::Sak sak;
    KeyPrint key = 0;
    mka::Ssci ssci = mka::Ssci::none;
    mka::Salt salt{};
    mka::Pn next_pn = 1;
    bool used = false;  // was enabled once
  };
  struct ReceiveSa {
    mka::Ki ki;
    KeyPrint key = 0;
    mka::Ssci ssci = mka::Ssci::none;
    mka::Salt salt{};
    mka::Pn next_pn = 1;
    bool enabled = false;
    std::uint64_t packets_ok = 0;
  };
  using TransmitSas = std::array<std::optional<TransmitSa>, 4>;
  using ReceiveSas = std::array<std::optional<ReceiveSa>, 4>;

  ModelSecy(mka::Sci own, mka::CipherSuite suite) : own_(own), suite_(suite) {}

  // 0, or the error number of the driver.
  int apply(const mka::SecyOp& op);
  // Sends `packets` frames of which the last is returned; nothing if no frame may leave.
  std::optional<DataFrame> transmit(mka::Pn packets);
  Verdict receive(const DataFrame& frame);
  // Behind the engine's back: as if the key of a receive SA were another.
  void spoil(const mka::Sci& sci, mka::An an) { find(sci, an)->key += 1; }
  mka::SecyCounters counters() const;
  mka::HeldSecy held() const;

  const mka::SetProtection& protection() const { return protection_; }
  const TransmitSa* encoding() const;               // the SA that transmits
  const TransmitSa* used(const mka::Ki& ki) const;  // enabled at some time, and still there
  const TransmitSas& transmit_sas() const { return transmit_; }
  const std::map<mka::Sci, ReceiveSas>& channels() const { return channels_; }
  const ReceiveSa* receive_sa(const mka::Sci& sci, mka::An an) const;
  // A receive SA of that SAK was enabled, in this life of the SecY. The SA goes with its station.
  bool has_received(const mka::Ki& ki) const { return received_.contains(ki); }
  mka::Pn* next_pn() { return encoding_ ? &transmit_[*encoding_]->next_pn : nullptr; }
  // As if all of `sci` up to this PN had been received.
  void follow(const mka::Sci& sci, mka::Pn pn);
  bool exhausted() const { return exhausted_; }

 private:
  Verdict validate(const DataFrame& frame);
  int apply(const mka::SetProtection& op);
  int apply(const mka::CreateReceiveSc& op);
  int apply(const mka::DeleteReceiveSc& op);
  int apply(const mka::InstallReceiveSa& op);
  int apply(const mka::EnableReceiveSa& op);
  int apply(const mka::SetReceiveLowestPn& op);
  int apply(const mka::DeleteReceiveSa& op);
  int apply(const mka::InstallTransmitSa& op);
  int apply(const mka::EnableTransmitSa& op);
  int apply(const mka::DeleteTransmitSa& op);
  ReceiveSa* find(const mka::Sci& sci, mka::An an);
  bool key_fits(const mka::Sak& sak, mka::Ssci ssci) const;
  mka::Pn recovered(mka::Pn sent, mka::Pn next) const;

  mka::Sci own_;
  mka::CipherSuite suite_;
  mka::SetProtection protection_{};
  TransmitSas transmit_{};
  std::optional<std::size_t> encoding_{};
  std::map<mka::Sci, ReceiveSas> channels_{};
  std::set<mka::Ki> received_{};
  std::uint64_t octets_protected_ = 0;
  std::uint64_t packets_refused_ = 0;
  bool exhausted_ = false;
};

}  // namespace sim
