// The medium between the ports: what becomes of a frame on its way from one to another.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "dice.hpp"
#include "mka/time.hpp"
#include "transmit_watch.hpp"

namespace sim {

struct Weather {
  unsigned loss_percent = 0;
  unsigned duplicate_percent = 0;
  unsigned corrupt_percent = 0;
  unsigned reorder_percent = 0;  // held back, so that later frames overtake
  // After a control frame that is lost, the next one of the same key between the same ports passes:
  // no peer is given up for want of luck alone.
  bool spares_the_next = false;
  std::size_t largest_frame = 1514;  // control frames of more octets vanish
  mka::Duration shortest_delay{1};
  mka::Duration longest_delay{1};
};

class Network {
 public:
  explicit Network(Dice dice) : dice_(dice) {}

  Weather weather{};
  // Frames from one to the other vanish; the other way is another cut.
  void cut(PortId from, PortId to) { cuts_.insert({from, to}); }
  void mend(PortId from, PortId to) { cuts_.erase({from, to}); }
  // Nothing passes between the ports of `group` and the others.
  void part(const std::set<PortId>& group, std::size_t ports);
  void reflect(PortId port, bool on);
  // Control frames of that key vanish, both ways.
  void mute(const mka::Ckn& ckn) { muted_.insert(ckn); }
  void unmute(const mka::Ckn& ckn) { muted_.erase(ckn); }
  void heal();

  bool passes(PortId from, PortId to) const { return !cuts_.contains({from, to}); }
  bool reflects(PortId port) const { return reflecting_.contains(port); }

  // A control frame: the copies that arrive, each with its delay.
  struct Copy {
    mka::Duration delay{};
    std::vector<std::uint8_t> octets{};
  };
  std::vector<Copy> carry(PortId from, PortId to, const std::vector<std::uint8_t>& octets);
  // A data frame: lost, or its time of arrival. Data keeps its order on a path.
  std::optional<mka::Time> carry_data(PortId from, PortId to, mka::Time now);

 private:
  mka::Duration delay();
  bool loses(PortId from, PortId to, const std::vector<std::uint8_t>& octets);
  Dice dice_;
  std::set<std::pair<PortId, PortId>> cuts_;
  std::set<PortId> reflecting_;
  std::set<mka::Ckn> muted_;
  std::set<std::tuple<PortId, PortId, mka::Ckn>> spared_;  // whose next frame passes
  std::map<std::pair<PortId, PortId>, mka::Time> last_arrivals_;
};

}  // namespace sim
