// A network of engines in virtual time. One seed gives one run, and after every step the world
// checks what must always hold: a Violation ends the run.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "agenda.hpp"
#include "dice.hpp"
#include "frame_watch.hpp"
#include "judge.hpp"
#include "ledger.hpp"
#include "network.hpp"
#include "port.hpp"
#include "transmit_watch.hpp"

namespace sim {

// MKA_SEED, or `otherwise`.
std::uint64_t seed(std::uint64_t otherwise = 1);

struct Traffic {
  mka::Duration interval{20};  // 0: no data
  mka::Pn packets = 1;         // that each data frame stands for
};

class World {
 public:
  explicit World(std::uint64_t seed);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // Its link is down and it has no key.
  Port& port(PortSetup setup);
  void share_key(const Key& key, std::vector<Port*> ports);
  void share_key(Port& one, Port& other, const std::string& ckn) {
    share_key({ckn}, {&one, &other});
  }
  void link_up();  // of all
  void lose(unsigned percent) { network_.weather.loss_percent = percent; }
  Network& network() { return network_; }
  // A recorded MKPDU, heard by `to` again.
  void replay(Port& to, std::size_t ago);
  std::size_t recorded() const { return recording_.size(); }
  Traffic traffic{};

  void run_for(mka::Duration duration);
  // How long it took until `holds`; nothing if it did not within `limit`.
  std::optional<mka::Duration> run_until(const std::function<bool()>& holds, mka::Duration limit);

  // All transmit on one SAK, receive each other's, and are open.
  bool agree(const std::vector<Port*>& ports) const;
  bool agree() const;
  const std::vector<std::unique_ptr<Port>>& ports() const { return ports_; }
  // What became of data since the last forget().
  Ledger& ledger() { return ledger_; }
  // Told of each data frame that is refused or held back, and of when it was to be sent.
  std::function<void(mka::Time sent, const std::string& what)> on_loss{};

  // ---- for the ports ----
  mka::Time now() const { return agenda_.now(); }
  Agenda& agenda() { return agenda_; }
  Dice& dice() { return dice_; }
  Judge& judge() { return judge_; }
  FrameWatch& frames() { return frames_; }
  NonceWatch& nonces() { return nonces_; }
  TransmitWatch& transmissions() { return transmissions_; }
  void broadcast(Port& from, const std::vector<std::uint8_t>& octets);

 private:
  void send_data(Port& from);
  void deliver(PortId from, Port& to, mka::Time sent, const DataFrame& frame);
  void schedule_data(Port& from);
  void schedule_observation(Port& port);

  Judge judge_;
  Dice dice_;
  Agenda agenda_;
  Network network_;
  FrameWatch frames_;
  NonceWatch nonces_;
  TransmitWatch transmissions_;
  Ledger ledger_;
  std::vector<std::unique_ptr<Port>> ports_;
  std::deque<std::vector<std::uint8_t>> recording_;
};

}  // namespace sim
