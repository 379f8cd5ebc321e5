// A network drawn from a seed: its ports, its troubles, the end of its troubles, and what must then
// hold.
#pragma once

#include <cstdint>
#include <vector>

#include "world.hpp"

namespace sim {

class RandomWorld {
 public:
  explicit RandomWorld(std::uint64_t seed);

  // Troubles, then a healed network. Throws a Violation if it does not agree or loses data then.
  void live();
  const World& world() const { return world_; }

 private:
  void settle();
  void trouble();
  void trouble_a_port(Port& port);
  void trouble_the_network();
  void heal();
  void require_agreement();
  Port& anybody() { return *ports_[dice_.below(ports_.size())]; }
  mka::Duration up_to(mka::Duration longest);
  void later(mka::Duration delay, Agenda::Deed deed);

  World world_;
  Dice dice_;
  std::vector<Port*> ports_;
  std::vector<std::string> keys_;
  bool healed_ = false;
};

}  // namespace sim
