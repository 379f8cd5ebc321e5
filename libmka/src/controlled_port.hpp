// The controlled port of one interface: CP run over the SAs, and how the SecY is to treat frames
// meanwhile (802.1X clause 12.4).
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "cp.hpp"
#include "mka/config.hpp"
#include "outbox.hpp"
#include "secure_associations.hpp"

namespace mka {

// What CP needs to know of the key agreement; asked anew after each step.
struct Agreement {
  bool port_enabled = false;
  Connect connect = Connect::pending;
  bool open_in_clear = false;  // clear text may pass without a SAK
  Duration life{0};            // within which every peer notices the end of a session
  bool elected_self = false;
  bool server_changed = false;  // since it made the latest SAK
  bool all_receiving = false;   // all live peers, with the latest SAK
  bool any_receiving = false;
  bool server_transmitting = false;         // with the latest SAK
  std::vector<Transmitter> transmitters{};  // live peers of the CA whose SAK is offered
};

class ControlledPort {
 public:
  ControlledPort(Outbox& out, PortIdentity identity) : out_(out), associations_(out, identity) {}

  CpState state() const { return state_; }
  bool enabled() const { return enabled_; }
  SecureAssociations& associations() { return associations_; }
  const SecureAssociations& associations() const { return associations_; }
  // Open from the start, with the SAK that an engine before us left in use. False if none works.
  bool adopt(const HeldSecy& held, CipherSuite suite, Time now);
  // A fresh SAK to bring into use (newSAK); replaces one that has not been taken up.
  void offer(AgreedSak sak) { offered_.emplace(std::move(sak)); }
  const std::optional<AgreedSak>& offered() const { return offered_; }
  // Nobody is left to share it.
  void withdraw_offer() { offered_.reset(); }
  // True once a SAK is in use and the one before is retired: the next rotation may begin.
  bool settled() const { return state_ == CpState::retire; }

  struct Progress {
    bool moved = false;   // entered a state
    bool news = false;    // something a peer waits for
    bool failed = false;  // the SecY refused or did not answer: the SAKs are gone
    bool in_use = false;  // transmits with a new SAK
  };
  Progress step(Time now, const std::function<Agreement()>& agreement);

  // How frames are to be treated now; asked of the SecY only when it differs from before.
  // `peers_protect`: each of them has shown it. That holds for the rest of the session.
  void apply_protection(Time now, const PortPolicy& policy, bool open_in_clear, bool peers_protect);
  bool peers_protect() const { return peers_protect_; }
  const SetProtection& protection() const { return protection_; }
  bool answered(Time now, OpId op, SecyOutcome outcome);

  std::optional<Time> next_deadline() const;

 private:
  CpInputs inputs(Time now, const Agreement& agreement) const;
  bool stuck(Time now) const;
  void be_patient(Time now, const Agreement& agreement);
  void enter(CpState next, Time now, const Agreement& agreement, Progress& progress);

  Outbox& out_;
  SecureAssociations associations_;
  CpState state_ = CpState::init;
  Time entered_{};
  Time transmit_when_{};  // transmitWhen: so long the key server waits for its peers in RECEIVING
  bool enabled_ = false;
  std::optional<AgreedSak> offered_;
  Confidentiality confidentiality_ = Confidentiality::offset_0;
  Time retire_at_{};
  bool peers_protect_ = false;

  SetProtection protection_{};
  bool protection_known_ = false;
  std::optional<OpId> protection_op_;
  std::optional<Time> protection_retry_;
};

// How frames are treated, by mode and by what CP has reached (docs/architecture: what passes).
struct ProtectionFacts {
  bool sak_in_use = false;
  bool peers_protect = false;
  bool falling_back = false;  // in use, but nobody agrees on it any more
  bool controlled_port_enabled = false;
  bool open_in_clear = false;
  Confidentiality confidentiality = Confidentiality::offset_0;
};
SetProtection wanted_protection(const PortPolicy& policy, const ProtectionFacts& facts);

}  // namespace mka
