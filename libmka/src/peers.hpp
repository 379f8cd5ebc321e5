// The other members of one CA: who was heard, and who has proved to hear us (802.1X 9.4.3, 9.4.4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mka/limits.hpp"
#include "mka/output.hpp"
#include "mka/time.hpp"
#include "wire/mkpdu.hpp"

namespace mka {

struct Peer {
  Mi mi;
  Sci sci;
  Mn mn = 0;  // the highest received directly from it
  bool live = false;
  Time live_since{};
  Time expires{};
  std::uint8_t priority = 255;
  bool key_server = false;
  bool macsec_desired = false;
  MacsecCapability capability = MacsecCapability::none;
  std::uint8_t mka_version = 0;
  std::array<wire::SakUse::Key, 2> reported{};  // its last SAK Use
  std::array<Pn, 2> reported_lowest_pn{};       // 64 bits, of the same keys
  bool transmits_with_unknown_sak = false;      // and with none that we hold
  std::vector<Mi> hears{};                      // its Live list, in a group of three and more

  // What it last said of the SAK `ki`; null if it did not name it.
  const wire::SakUse::Key* report_of(const Ki& ki) const;
  bool receives(const Ki& ki) const;
  bool transmits(const Ki& ki) const;
  std::optional<Pn> lowest_pn(const Ki& ki) const;
};

class PeerTable {
 public:
  Peer* find(const Mi& mi);
  const Peer* find_live(const Sci& sci) const;
  std::span<const Peer> all() const { return peers_; }
  bool any_live() const;
  std::size_t live_count() const;
  bool any_potential() const;
  std::vector<Sci> live_scis() const;
  // True if every live peer lists every other one: only then can each receive from each.
  bool all_hear_each_other() const;

  enum class Change : std::uint8_t { none, heard, live, restarted };
  struct Observed {
    std::optional<DropReason> drop{};
    Change change = Change::none;
    bool news = false;       // something but its MN and expiry has changed
    Peer* sender = nullptr;  // null if dropped
  };
  // One authentic MKPDU of another station: replays are refused, new members added, liveness
  // renewed. `proves_liveness`: it lists us with a recent MN.
  Observed observe(const wire::Basic& basic, bool proves_liveness, Time now, Duration life);

  // Takes out the members whose time is over.
  std::vector<Peer> expire(Time now);
  std::optional<Time> next_expiry() const;
  void clear();

 private:
  Peer* add_potential(const wire::Basic& basic, Time now, Duration life);
  bool make_live(Peer& peer, Time now, Duration life);
  bool replaced(const Mi& mi, Time now) const;

  std::vector<Peer> peers_;
  // A restarted peer's former MIs: their late frames must not come back as a new member. For one
  // life time, in which such a frame could still prove liveness: where frames overtook one another,
  // the MI taken for the former one is the live one, and must be heard again.
  struct Replaced {
    Mi mi;
    Time until{};
  };
  std::array<Replaced, limits::replaced_mis> replaced_{};
  std::size_t next_replaced_ = 0;
};

}  // namespace mka
