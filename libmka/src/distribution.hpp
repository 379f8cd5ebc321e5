// A SAK on its way from the key server to the members: as the server keeps it (Distribution) and as
// a client judges it (SakOffers, accept_offer). 802.1X 9.8, 9.10 and the refusals of 11.11.4.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mka/config.hpp"
#include "mka/output.hpp"
#include "mka/result.hpp"
#include "mka/secret.hpp"
#include "peers.hpp"
#include "secure_associations.hpp"
#include "wire/mkpdu.hpp"

namespace mka {

// The key server's: repeated in every MKPDU until all members report to receive with it.
struct Distribution {
  struct Member {
    Mi mi;
    Sci sci;
  };
  wire::DistributedSak set{};
  Ki ki;
  std::vector<Member> members{};  // the live peers it was made for
  Time at{};
  // The members heard each other when it was made. Some implementations install no SA for a member
  // that they hear only later: then one more SAK is needed.
  bool mutual = true;

  // How the live peers of now differ from the members; nothing if they are the same.
  std::optional<NewSakReason> membership_change(std::span<const Peer> peers) const;
  bool received_by_all(std::span<const Peer> peers) const;
};

// The confidentiality to distribute: the configured one, reduced to what every live peer can do.
Confidentiality agreed_confidentiality(Confidentiality configured, CipherSuite suite,
                                       std::span<const Peer> peers);

// What a client remembers of the SAKs offered to it, so that none is ever taken twice.
class SakOffers {
 public:
  enum class Kind : std::uint8_t {
    fresh,
    repeated,       // the one last accepted of this server
    altered,        // its key number, but another key or AN
    number_behind,  // a key number from before
  };
  Kind classify(const Ki& ki, const wire::DistributedSak& offer) const;
  void accepted(const Ki& ki, const wire::DistributedSak& offer, Time now);
  // When the SAK of the present key server was first offered.
  std::optional<Time> offered_at() const { return offered_at_; }
  void forget_offer() {
    offered_at_.reset();
    refused_.reset();
  }
  struct Refusal {
    Ki ki;
    RefuseReason reason;
    std::optional<CipherSuite> suite{};  // the one offered, if we know it
    bool operator==(const Refusal&) const = default;
  };
  // True once per kind of refusal and SAK: a repeated distribution is reported once.
  bool refused(const Refusal& refusal);
  // Until one is accepted, or another serves.
  const std::optional<Refusal>& last_refusal() const { return refused_; }

 private:
  struct Last {
    Ki ki;
    An an;
    wire::DistributedSak::WrappedSak wrapped;
  };
  std::vector<Last> last_;  // one per key server MI, the most recent at the end
  std::optional<Time> offered_at_;
  std::optional<Refusal> refused_;
};

// What an offer is judged by.
struct OfferTerms {
  const PortPolicy& policy;
  const Kek& kek;
  const Ckn& ckn;
  Ki ki;
  // All SCs that will share the SAK, ours included, in the order of their SSCIs; empty if some are
  // not known to us yet.
  std::vector<Sci> members{};
  // The SAK before, which a new one must not equal; null if there is none.
  const Sak* previous = nullptr;
};
Result<AgreedSak, RefuseReason> accept_offer(const wire::DistributedSak& offer, OfferTerms terms);

}  // namespace mka
