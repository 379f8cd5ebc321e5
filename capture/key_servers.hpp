// Who served, and since when: the elections of one CA as its members show them.
#pragma once

#include <optional>
#include <vector>

#include "capture/members.hpp"

namespace capture {

class KeyServers {
 public:
  KeyServers(const Members& members, Anomalies& anomalies)
      : members_(members), anomalies_(anomalies) {}

  // After the members have seen the same MKPDU.
  void observe(const SeenMkpdu& mkpdu);
  macsec::Json to_json(std::int64_t start) const;

 private:
  struct Term {
    mka::Mi mi;
    Moment since{};
  };

  bool still_serves(const Term& term) const;
  void note_rival(const mka::Mi& rival, const Moment& at);

  const Members& members_;
  Anomalies& anomalies_;
  std::vector<Term> terms_;
  std::optional<Moment> rivals_since_;
  bool told_rivals_ = false;
};

}  // namespace capture
