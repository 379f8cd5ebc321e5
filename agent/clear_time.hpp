// How long a connection has carried clear text: for whoever has to answer for it.
#pragma once

#include <cstdint>
#include <optional>

#include "control/json.hpp"
#include "mka/time.hpp"
#include "wall_clock.hpp"

namespace macsecd {

// What survives a restart.
struct ClearTraffic {
  std::uint64_t seconds = 0;        // of times that are over
  std::optional<WallTime> since{};  // of the present one
  bool operator==(const ClearTraffic&) const = default;
};
macsec::Json to_json(const ClearTraffic& traffic);
// Nothing of it that cannot be read.
ClearTraffic clear_traffic_from(const macsec::Json& entry);

class ClearTime {
 public:
  // `traffic` is the connection's, and outlives this. What had begun before goes on.
  ClearTime(ClearTraffic& traffic, mka::Time now, WallTime wall);

  enum class News : std::uint8_t { none, started, lasts, stopped };
  // To be asked often. While it lasts it is told after 10 s, whenever that has doubled, and hourly.
  News look(bool clear, mka::Time now, WallTime wall);

  // Of the present time, or of the one that has just ended.
  std::uint64_t seconds(mka::Time now) const;
  std::uint64_t total(mka::Time now) const;

 private:
  ClearTraffic& traffic_;
  mka::Time began_{};
  std::optional<mka::Time> ended_;
  mka::Duration told_after_;
};

}  // namespace macsecd
