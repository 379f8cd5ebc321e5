// What one port has agreed on with its peers, over all its keys: who is principal, what connection
// that gives, which SAK is due. Facts in, decisions out; Kay routes inputs to it and drains what it
// decides.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "controlled_port.hpp"
#include "data_plane.hpp"
#include "grace.hpp"
#include "intake.hpp"
#include "mka/config.hpp"
#include "mka/output.hpp"
#include "mka/paths.hpp"
#include "mka/random.hpp"
#include "mka/status.hpp"
#include "outbox.hpp"
#include "participant.hpp"
#include "sak.hpp"

namespace mka {

class KeyAgreement {
 public:
  KeyAgreement(Random& random, PortIdentity identity, PortPolicy policy);

  Outbox& out() { return out_; }
  // What an engine before us left in the SecY (adoption.cpp).
  void adopt(Time now, const HeldSecy& held);
  // False if the frame had no effect, and nothing is to be settled because of it.
  bool receive(Time now, Bytes frame);
  void secy_done(Time now, OpId op, SecyOutcome outcome);
  void observe(Time now, const SecyCounters& counters);
  void set_keys(Time now, std::vector<KeyConfig> keys);
  void set_policy(Time now, PortPolicy policy);
  void link_changed(Time now, bool up);
  RekeyAnswer rekey();
  void probe_path(std::size_t frame_octets, Time until);
  // Brings everything that follows from the inputs so far up to date.
  void settle(Time now);

  std::optional<Time> next_deadline() const;
  KayStatus status(Time now) const;
  PathStatus paths() const;

 private:
  Participant* find(const std::optional<Ckn>& ckn) const;
  // The participant that an MKPDU with that name on it is for.
  Participant* addressed(const Ckn& ckn) const;
  bool enabled() const;
  // Whether clear text may pass, as far as nothing is secured.
  bool open_in_clear() const;
  void heed_grace(Time now);
  void start_or_stop(Time now);

  // ---- following a key server (offers.cpp) ----
  bool heed_key_sets(Time now, Participant& participant, Peer& live_sender, const wire::Mkpdu& pdu);
  void consider_offer(Time now, Participant& participant, const Peer& sender,
                      const wire::Mkpdu& pdu);
  std::optional<RefuseReason> not_to_be_followed(const Participant& participant, const Peer& sender,
                                                 const wire::DistributedSak& offer) const;
  bool we_lead_instead_of(const Participant& other) const;
  std::vector<Sci> members_of(const Participant& participant, const Peer& sender,
                              const wire::Mkpdu& pdu) const;
  // The SAK of that identifier, offered or installed; null if it is neither.
  const AgreedSak* agreed(const Ki& ki) const;
  bool association_number_busy(const Peer& sender, An an) const;
  void refuse(Participant& participant, const Peer& sender, const Ki& ki, RefuseReason reason,
              const wire::DistributedSak& offer);
  bool counts_otherwise(const Peer& sender, const AgreedSak& sak, std::uint8_t said) const;
  // True if the peer reports other SAKs, or otherwise, than before.
  bool note_sak_use(Peer& sender, const wire::Mkpdu& pdu);
  bool note_stranding(Peer& sender, const wire::SakUse& use) const;

  // ---- deciding (decisions.cpp) ----
  void choose(Time now);
  Connect connect() const;
  Agreement agreement() const;
  SakFacts sak_facts(Time now) const;
  bool distribute_if_due(Time now);
  bool peers_have_moved() const;

  // ---- not getting on (stalls.cpp) ----
  bool traffic_flows() const;
  bool holds_sak_of(const Mi& server) const;
  bool taken_up(const Participant& participant, const Ki& ki) const;
  std::optional<Stall> waits_for(Time now, const Participant& participant) const;
  void heed_watchdogs(Time now);
  std::vector<DataPlaneWatch::Path> data_paths(const SecyCounters& counters) const;
  void heed_data_plane(Time now, const SecyCounters& counters);

  // ---- settling (key_agreement.cpp) ----
  void withdraw_orphan();
  void after_step(Time now, const ControlledPort::Progress& progress);
  void keep_up_with_peers(Time now);
  void transmit_due(Time now);
  void trigger_all();

  // ---- reporting (report.cpp) ----
  void tell_session();
  wire::SakUse sak_use(Time now, const Participant& participant,
                       std::array<std::uint32_t, 2>& high) const;
  SakStatus sak_status(Time now, const InstalledSak& sak) const;
  std::vector<ForeignCkn> foreign_ckns(Time now) const;

  Random& random_;
  PortIdentity identity_;
  PortPolicy policy_;
  Outbox out_;
  Intake intake_;
  std::vector<std::unique_ptr<Participant>> participants_;  // newest key first
  Participant* principal_ = nullptr;
  ControlledPort port_;
  bool link_up_ = false;
  Grace grace_;
  bool secured_ = false;

  // Why the next SAK is due, where no fact says it.
  bool rekey_asked_ = false;
  bool policy_changed_ = false;
  bool mismatch_ = false;
  DataPlaneWatch data_plane_;
  std::optional<NewSakReason> missing_reason_;
  std::optional<An> last_an_;
  std::optional<Time> new_sak_due_;
  std::optional<Time> principal_change_due_;

  // After the SecY refused, the next attempt waits: 1, 2, 4 .. 60 s.
  unsigned failures_ = 0;
  std::optional<Time> hold_until_;

  // Since when all peers transmit with the SAK that we use.
  std::optional<Time> moved_since_;

  // So long adopted SAs carry on without a live peer.
  std::optional<Time> adopted_until_;

  std::array<std::uint64_t, refuse_reason_count> refusals_{};
  std::uint64_t saks_distributed_ = 0;
  std::array<std::uint64_t, new_sak_reason_count> saks_by_reason_{};
  std::uint64_t saks_accepted_ = 0;
  bool without_macsec_ = false;  // the key server decided against MACsec
};

}  // namespace mka
