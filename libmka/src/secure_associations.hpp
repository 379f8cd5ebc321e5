// The SAs of one port: which SAKs its SecY holds, and what has been asked of the SecY and answered.
// It outlives any participant, so that a change of CAK is just another SAK rotation.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mka/config.hpp"
#include "mka/output.hpp"
#include "outbox.hpp"
#include "packet_numbers.hpp"
#include "timers.hpp"

namespace mka {

// What an exchange of MKPDUs has agreed on.
struct AgreedSak {
  Ki ki;
  An an;
  std::optional<Ckn> ckn{};  // of the participant that agreed on it; none: it was adopted
  CipherSuite suite = CipherSuite::gcm_aes_128;
  Confidentiality confidentiality = Confidentiality::offset_0;
  std::optional<Sak> sak{};  // none: it was adopted, and only the SecY knows it
  // All secure channels that share it, ours included, in the order of their SSCIs.
  std::vector<Sci> members{};
};

// A live peer that transmits under a SAK.
struct Transmitter {
  Sci sci;
  Pn lowest_pn = 1;
};

struct InstalledSak {
  explicit InstalledSak(AgreedSak a, Time now) : agreed(std::move(a)), since(now) {}

  enum class Answer : std::uint8_t { outstanding, done, failed };
  struct Receiver {
    Sci sci;
    OpId last_op{};  // its enabling; the ones before answer to `failed` only
    std::vector<OpId> ops{};
    std::optional<OpId> create_channel{};
    Answer answer = Answer::outstanding;
    Time failed_at{};
    Pn lowest_pn = 1;
    Pn highest_pn = 0;  // received, as last observed
  };

  AgreedSak agreed;
  // Left by an engine before us: it carries on, and nothing can be added to it.
  bool adopted() const { return !agreed.sak; }
  bool ever_received() const {
    return std::ranges::any_of(receivers, [](const Receiver& r) { return r.highest_pn > 0; });
  }

  Time since;
  bool receives = false;   // LRX or ORX
  bool transmits = false;  // LTX or OTX
  std::vector<Receiver> receivers{};
  std::vector<OpId> transmit_ops{};
  Answer transmit_installed = Answer::outstanding;
  std::optional<OpId> enable_op{};
  Answer transmit_enabled = Answer::outstanding;
  int os_error = 0;  // of the first refused operation
  PacketNumbers packet_numbers{};
  Pn at_most = 0;                   // see SecyCounters
  std::uint64_t octets_before = 0;  // protected octets of the SC when it came into use
  bool outlives_peers = false;      // received further though its senders are not live any more
};

class SecureAssociations {
 public:
  SecureAssociations(Outbox& out, PortIdentity identity) : out_(out), identity_(identity) {}

  const std::optional<InstalledSak>& latest() const { return latest_; }
  const std::optional<InstalledSak>& old() const { return old_; }
  // The one that carries our traffic; null if none does.
  const InstalledSak* in_use() const;
  const InstalledSak* holder_of(const Ki& ki) const;
  // The highest PN received from `sci` under that SAK, as last observed; 0 if none.
  Pn highest_received(const Ki& ki, const Sci& sci) const;

  // Takes over what the SecY holds (adoption.cpp). The SAK in use becomes the old one, to be
  // replaced by the first of ours. False if there is none that works in both directions.
  bool adopt(const HeldSecy& held, CipherSuite suite, Time now);
  // The next one that no SA has; if there is none, that of the stray that is first to go.
  An free_association_number(std::optional<An> last) const;
  bool is_stray(const Ki& ki) const;
  // An SA under that AN exists.
  bool occupied(An an) const;

  // ---- the actions of CP ----
  void install_latest(AgreedSak sak, std::span<const Transmitter> transmitters, Time now);
  void latest_receives() { latest_->receives = true; }
  void enable_latest_transmit();
  void latest_transmits();  // the old one no longer does
  void abandon_latest(Time now);
  void retire_old(Time now);
  void latest_becomes_old();
  void delete_all();

  bool latest_enabled_for_receive() const;
  bool latest_enabled_for_transmit() const;
  bool latest_failed() const;

  // ---- from secured to clear text (clear_fallback.cpp) ----
  // What carries the traffic goes on until then, without anybody who answers for it.
  void fall_back(Time now, Time until);
  bool falling_back() const { return fallback_until_.has_value(); }
  bool is_falling_back(const Ki& ki) const {
    return falling_back() && old_ && old_->agreed.ki == ki;
  }
  const std::optional<Time>& fallback_until() const { return fallback_until_; }
  // When it is time: none is in use any more. The SecY transmits with it until it does not protect.
  void stop_protecting(Time now);
  void end_fallback(Time now);

  // ---- keeping up with the peers ----
  // A member that was proved live after the SAK was installed: it transmits with it, too. Its
  // lowest PN is that of this SAK: the one of another would cut off what it sends.
  // One that the SecY refused is tried again after a second.
  void add_receivers(const Ki& ki, std::span<const Transmitter> transmitters, Time now);
  // Channels of stations that are live in no participant any more.
  void drop_channels_except(std::span<const Sci> live);
  void raise_lowest_pn(const Ki& ki, const Sci& sci, Pn lowest_pn);
  // When the strays go in any case; nothing if there are none.
  std::optional<Time> strays_until() const;
  void delete_strays();

  // Takes the answer to one of our requests; false if it was none of ours.
  bool answered(Time now, OpId op, SecyOutcome outcome);
  void observe(Time now, const SecyCounters& counters);
  std::uint64_t octets_in_use() const;

 private:
  // A peer that has not moved to our SAK by then never will: it is lost in one MKA Life Time, what
  // is then distributed under another key waits for it for a second, and is in use within the
  // third.
  static constexpr Duration longest_stray = 3 * timers::life;
  void report_retirement();
  void keep_stray(InstalledSak sak, Time now);
  void delete_stray(const InstalledSak& sak);
  void keep_receiving(std::optional<InstalledSak>& slot, Time now);
  bool outlives_peers(const Sci& sci) const;
  void heed_stray(Time now, const SecyCounters::ReceiveSa& sa);
  void add_receiver(InstalledSak& sak, const Transmitter& transmitter);
  InstalledSak* find(const Ki& ki);
  void remove(std::optional<InstalledSak>& slot);
  void give_up_refused(InstalledSak& sak, Time now);
  bool answered_by(InstalledSak& sak, Time now, OpId op, SecyOutcome outcome);
  void report_refusal(const InstalledSak& sak, std::optional<Sci> peer, int os_error);
  Ssci ssci_in(const AgreedSak& sak, const Sci& sci) const;

  Outbox& out_;
  PortIdentity identity_;
  std::vector<Sci> channels_;  // receive SCs that exist
  std::optional<InstalledSak> latest_;
  std::optional<InstalledSak> old_;
  // Receive SAs of SAKs that we no longer use, or never did, and that a peer may transmit with:
  // what CP has abandoned or retired, and what was adopted. The first is the first to go.
  std::vector<InstalledSak> strays_;
  Time strays_until_{};
  std::optional<Time> fallback_until_;  // the old one is in use until then
  std::uint64_t octets_protected_ = 0;
};

}  // namespace mka
