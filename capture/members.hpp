// The members of one CA as their MKPDUs show them: who there is, who lists whom, who is live with
// whom. A member is one life of one participant: whoever starts over comes as another.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "capture/anomalies.hpp"
#include "capture/seen_mkpdu.hpp"

namespace capture {

// MKA Life Time (802.1X table 9-3): who is silent for longer is gone.
inline constexpr std::int64_t life_time = 6'000'000'000;

struct Member {
  mka::Sci sci;
  mka::MacAddress source;
  std::uint8_t priority = 0;
  std::uint8_t version = 0;
  bool claims_to_serve = false;
  std::uint64_t mkpdus = 0;
  Moment first{};
  Moment last{};
  mka::Mn last_mn = 0;
  std::set<mka::Mi> live{};                          // whom it lists so
  std::set<mka::Mi> lists{};                         // live or potential: whom it hears
  bool gone = false;                                 // silent for too long, or started over
  std::map<mka::Mi, std::int64_t> unlisted_since{};  // it does not list them, though they list it
  std::set<mka::Mi> told_unlisted{};
};

class Members {
 public:
  explicit Members(Anomalies& anomalies) : anomalies_(anomalies) {}

  // False: there are too many of them, and this one is not taken up.
  bool observe(const SeenMkpdu& mkpdu);

  const Member* find(const mka::Mi& mi) const;
  bool live_together(const mka::Mi& one, const mka::Mi& other) const;
  std::string name(const mka::Mi& mi) const;  // its SCI, for people

  macsec::Json to_json(std::int64_t start) const;
  macsec::Json together_json(std::int64_t start) const;

 private:
  struct Together {
    mka::Mi one;
    mka::Mi other;
    Moment since{};
    std::optional<Moment> until{};
  };

  void note_silence(const SeenMkpdu& mkpdu);
  void leave(const mka::Mi& mi, Member& member, const Moment& at);
  void examine(const SeenMkpdu& mkpdu, const Member& member);
  void examine_lists(const mka::Mi& mi, Member& member, const Moment& at);
  void update_pairs(const mka::Mi& mi, const Moment& at);
  void update_pair(const mka::Mi& one, const mka::Mi& other, const Moment& at);

  Anomalies& anomalies_;
  std::map<mka::Mi, Member> members_;
  std::vector<Together> together_;
  std::map<std::pair<mka::Mi, mka::Mi>, std::size_t> open_pairs_;  // into together_
};

}  // namespace capture
