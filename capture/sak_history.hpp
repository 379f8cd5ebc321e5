// Each SAK of one CA: who distributed it, who received and transmitted with it, and when it was
// retired, all as the MKPDUs tell.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "capture/members.hpp"

namespace capture {

class SakHistory {
 public:
  SakHistory(const Members& members, Anomalies& anomalies)
      : members_(members), anomalies_(anomalies) {}

  // After the members have seen the same MKPDU.
  void observe(const SeenMkpdu& mkpdu);
  // Nothing more comes: who has not installed what it was given?
  void end(std::int64_t time);
  macsec::Json to_json(std::int64_t start) const;

 private:
  struct Use {
    mka::Mi member;
    std::optional<Moment> receives_since{};
    std::optional<Moment> transmits_since{};
    std::optional<Moment> transmits_until{};
    std::optional<Moment> until{};  // it no longer tells of the SAK
  };
  struct Sak {
    mka::Ki ki;
    mka::An an{};
    std::optional<mka::wire::DistributedSak> distributed{};
    Moment first_distributed{};
    std::uint64_t times_distributed = 0;
    std::set<mka::Mi> expected{};  // who was live with the server then
    std::vector<Use> uses{};
  };

  Sak* sak(const mka::Ki& ki, mka::An an);
  Use& use(Sak& of, const mka::Mi& member);
  void note_distribution(const SeenMkpdu& mkpdu);
  void note_use(const SeenMkpdu& mkpdu, const mka::wire::SakUse::Key& key);
  void note_absent(const SeenMkpdu& mkpdu);
  macsec::Json use_json(const Use& use, std::int64_t start) const;
  macsec::Json sak_json(const Sak& sak, std::int64_t start) const;

  const Members& members_;
  Anomalies& anomalies_;
  std::vector<Sak> saks_;
  std::map<mka::Ki, std::size_t> index_;
  std::map<mka::Mi, std::set<mka::Ki>> told_;  // that a member told of last
};

}  // namespace capture
