// Ports whose operators add, remove and put right keys at any time, drawn from a seed.
#pragma once

#include <cstdint>
#include <vector>

#include "keychain_watch.hpp"

namespace sim {

class KeychainWorld {
 public:
  explicit KeychainWorld(std::uint64_t seed);

  // Changes, then rest. Throws a Violation if traffic stops that is owed, or the newest shared key
  // does not secure it in time.
  void live();

 private:
  void settle();
  void change();
  void change_keys(Port& port);
  void disturb(Port& port);
  void add_key(Port& port);
  void put_right(Port& port);
  void restart(Port& port, mka::Duration away);
  void rest();
  Port& anybody() { return *ports_[dice_.below(ports_.size())]; }
  mka::Duration up_to(mka::Duration longest);

  World world_;
  Dice dice_;
  std::vector<Port*> ports_;
  std::map<PortId, mka::Time> restarted_;
  std::optional<KeychainWatch> watch_;
};

}  // namespace sim
