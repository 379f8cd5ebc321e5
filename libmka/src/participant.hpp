// One member of one CA: the protocol instance for one CAK on one port (802.1X 9.4). It knows who is
// there, who serves, and what to say; the SAs belong to the port.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "crypto/cmac.hpp"
#include "distribution.hpp"
#include "mka/config.hpp"
#include "mka/limits.hpp"
#include "mka/random.hpp"
#include "mka/status.hpp"
#include "one_way.hpp"
#include "outbox.hpp"
#include "path_probe.hpp"
#include "peers.hpp"
#include "sent_mkpdus.hpp"
#include "transmit_pacer.hpp"
#include "watchdog.hpp"
#include "wire/mkpdu.hpp"

namespace mka {

// The version we send (802.1X 11.11.1): that of XPN only where XPN is used.
std::uint8_t mka_version_of(const PortPolicy& policy);

class Participant {
 public:
  // Nothing if OpenSSL fails.
  static std::unique_ptr<Participant> create(KeyConfig key, PortIdentity identity, Random& random,
                                             Outbox& out);

  const Ckn& ckn() const { return ckn_; }
  const crypto::Cmac& ick() const { return ick_; }
  const Kek& kek() const { return keys_.kek; }
  const Mi& mi() const { return mi_; }
  PeerTable& peers() { return peers_; }
  const PeerTable& peers() const { return peers_; }
  bool has_same_cak(const DerivedKeys& other) const { return keys_.of_same_cak(other); }

  // ---- life ----
  void start(Time now);  // link up: a new life with a new MI
  void stop();           // link down
  bool running() const { return running_; }
  // Starts over under a new MI, which makes every peer start over with us. False if it was done
  // less than limits::mi_change_interval ago or randomness failed.
  bool renew_mi(Time now);
  // A listen-only participant need not wait any longer for somebody to be heard.
  void speak(Time now);

  // ---- hearing ----
  struct Heard {
    std::optional<DropReason> drop{};
    bool news = false;            // of the peer itself; its parameter sets are the caller's
    Peer* live_sender = nullptr;  // null: its other parameter sets count for nothing
  };
  Heard receive(Time now, const wire::Mkpdu& pdu, const PortPolicy& policy);
  void expire(Time now);
  void count_icv_mismatch() { ++icv_mismatches_; }
  void count_agility_mismatch() { ++agility_mismatches_; }
  const OneWay& one_way() const { return one_way_; }

  // ---- electing ----
  void elect(const PortPolicy& policy);
  bool elected_self() const { return elected_ == identity_.sci(); }
  const std::optional<Sci>& elected() const { return elected_; }
  const Peer* server_peer() const;
  // Since the last of the live peers came.
  std::optional<Time> live_since() const;

  // ---- serving ----
  const std::optional<Distribution>& distribution() const { return distribution_; }
  // As key server. Nothing if randomness or OpenSSL fails.
  std::optional<AgreedSak> distribute(Time now, const PortPolicy& policy, An an,
                                      NewSakReason reason);
  void stop_distributing() { distribution_.reset(); }
  std::optional<Time> last_distribution() const { return last_distribution_; }

  // ---- following ----
  SakOffers& offers() { return offers_; }
  const SakOffers& offers() const { return offers_; }

  // ---- speaking ----
  void trigger() { pacer_.trigger(); }
  const PathProbe& path_probe() const { return path_probe_; }
  void probe_path(std::size_t frame_octets, Time until) {
    path_probe_.begin(frame_octets, until);
    pacer_.trigger();
  }
  // The name in the form that the peer uses (CknMatch::ignore_trailing_zeros).
  const Ckn& wire_ckn() const { return peers_form_ ? *peers_form_ : ckn_; }
  void use_own_form() { peers_form_.reset(); }
  std::optional<Time> next_transmission() const;
  // Sends the MKPDU that is due. `use`: what to report of our SAKs; none in a standby participant.
  void transmit(Time now, const PortPolicy& policy, std::optional<wire::SakUse> use,
                std::array<std::uint32_t, 2> lowest_pn_high);

  Watchdog& watchdog() { return watchdog_; }
  std::optional<Time> next_deadline() const;
  ParticipantStatus status(Time now, const PortPolicy& policy) const;
  void set_principal(bool principal) { principal_ = principal; }

 private:
  Participant(KeyConfig key, PortIdentity identity, Random& random, Outbox& out, crypto::Cmac ick);

  bool fresh_mi();
  std::optional<DropReason> own_identity_used(Time now, const wire::Basic& basic);
  bool lists_us_recently(const wire::Mkpdu& pdu, Time now, Duration life) const;
  bool note_hearing(Peer& sender, const wire::Mkpdu& pdu);
  void take_form(const Ckn& heard);
  void note_listing(const Peer& sender, Time now, Duration life);
  void note_company(const Peer* newcomer);
  void announce(PeerTable::Change change, const Peer& peer);
  wire::Mkpdu compose(const PortPolicy& policy, std::optional<wire::SakUse> use,
                      std::array<std::uint32_t, 2> lowest_pn_high);
  wire::Basic compose_basic(const PortPolicy& policy);
  void compose_lists(wire::Mkpdu& pdu, const PortPolicy& policy) const;
  void follow_filled(Time now, wire::Mkpdu pdu, const wire::eapol::Addresses& addresses);
  void note_named(const wire::Mkpdu& pdu);

  Ckn ckn_;
  crypto::Cmac ick_;  // keyed once, not per frame
  DerivedKeys keys_;
  PortIdentity identity_;
  Random& random_;
  Outbox& out_;

  bool running_ = false;
  bool silent_;  // listen-only, and nobody was heard yet
  bool principal_ = false;
  Mi mi_;
  Mn mn_ = 0;
  std::uint32_t key_number_ = 0;
  std::optional<Time> mi_renewed_{};
  std::array<Mi, limits::former_mis> former_mis_{};
  std::size_t next_former_ = 0;

  PeerTable peers_;
  OneWay one_way_;
  Watchdog watchdog_;
  std::optional<Ckn> peers_form_;  // of our CKN, if it is another
  SentMkpdus sent_;
  PathProbe path_probe_;
  TransmitPacer pacer_;
  bool absent_use_next_ = false;  // SAK Use without keys goes into every second MKPDU
  std::optional<Sci> elected_;
  bool alarmed_reflection_ = false;
  bool alarmed_duplicate_ = false;
  bool told_company_ = false;

  std::optional<Distribution> distribution_;
  std::optional<Time> last_distribution_;
  SakOffers offers_;

  std::uint64_t mkpdus_sent_ = 0;
  std::uint64_t mkpdus_accepted_ = 0;
  std::uint64_t icv_mismatches_ = 0;
  std::uint64_t agility_mismatches_ = 0;
  std::uint64_t duplicate_scis_ = 0;
};

}  // namespace mka
