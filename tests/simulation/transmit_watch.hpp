// Nobody transmits on a SAK that a live peer was not given time to receive (802.1X 12.4:
// transmitDelay). Knows the truth of all SecYs, where an engine has only its peers' word.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "mka/time.hpp"
#include "nonce_watch.hpp"

namespace sim {

using PortId = std::size_t;

class TransmitWatch {
 public:
  // A port's own knowledge when it acts.
  struct View {
    PortId port = 0;
    mka::Sci sci;
    mka::Mi mi;                 // of the participant that holds the SAK
    std::vector<mka::Mi> live;  // its live peers
    bool carries_traffic = false;
  };

  void names(const mka::Mi& mi, PortId port) { owners_[mi] = port; }
  void installs(const View& view, const mka::Ki& ki);
  // `port` receives from now on what `from` sends under `ki`.
  void receives(mka::Time now, PortId port, const mka::Sci& from, const mka::Ki& ki);
  // A port that carries no traffic cannot lose any: it need not wait (802.1X figure 12-2).
  Complaint transmits(mka::Time now, const View& view, const mka::Ki& ki);

 private:
  struct Story {
    std::optional<mka::Time> first_receiver{};
    std::set<std::pair<PortId, mka::Sci>> receivers{};
    std::map<PortId, std::vector<mka::Mi>> live_at_install{};
    std::optional<std::vector<mka::Mi>> server_live{};  // when the key server began to transmit
  };
  bool was_given_time(const Story& story, const View& view, const mka::Ki& ki,
                      const mka::Mi& peer) const;

  std::map<mka::Mi, PortId> owners_;
  std::map<mka::Ki, Story> stories_;
};

}  // namespace sim
