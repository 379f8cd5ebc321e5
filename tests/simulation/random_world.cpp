#include "random_world.hpp"

#include <algorithm>

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

// Two MKA Life Times (12 s): in the first, what is left of the troubles expires; in the second the
// restraint of a key server that still sees a potential peer ends (the reference's 4.8.3).
// A hello (2 s) may pass before the first frame after the healing, and SecYs are slow.
constexpr Duration time_to_agree = 12s + 2s;
constexpr Duration time_without_loss = 5s;
// The answers of slow SecYs, while some transmit on the new SAK and some still on the old one.
constexpr Duration a_rotation_under_way = 3s;

}  // namespace

RandomWorld::RandomWorld(std::uint64_t seed) : world_(seed), dice_(world_.dice().fork()) {
  const auto suite = all_cipher_suites[dice_.below(all_cipher_suites.size())];
  const std::size_t count = dice_.between(2, 5);
  const bool should = dice_.percent(20);
  const Duration interval{dice_.percent(40) ? static_cast<int>(dice_.between(10, 30)) * 1000 : 0};
  const bool delay_protect = dice_.percent(15);
  for (std::size_t i = 0; i < count; ++i) {
    PortSetup setup{.priority = static_cast<std::uint8_t>(dice_.between(0, 3) * 10),
                    .suite = suite};
    setup.mode = should ? EncryptionMode::should_encrypt : EncryptionMode::must_encrypt;
    setup.tune = [=](PortPolicy& policy) {
      policy.rekey_interval = interval;
      policy.delay_protect = delay_protect;
    };
    ports_.push_back(&world_.port(setup));
  }
  keys_.push_back("c0ffee");
  if (dice_.percent(25)) keys_.push_back("decade");
  for (const std::string& ckn : keys_) world_.share_key({ckn}, ports_);
  world_.traffic.interval = 50ms;
}

Duration RandomWorld::up_to(Duration longest) {
  return Duration(
      static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(longest.count()))));
}

// Troubles end with the healing, even those that would have gone on.
void RandomWorld::later(Duration delay, Agenda::Deed deed) {
  world_.agenda().after(delay, [this, deed = std::move(deed)] {
    if (!healed_) deed();
  });
}

void RandomWorld::live() {
  settle();
  const std::uint64_t troubles = dice_.between(2, 12);
  for (std::uint64_t i = 0; i < troubles; ++i) {
    trouble();
    world_.run_for(up_to(5s));
  }
  heal();
  // Not "until it agrees": right after the healing it may agree on what is about to break.
  world_.run_for(time_to_agree);
  require_agreement();
  world_.ledger().forget();
  world_.run_for(time_without_loss);
  if (world_.ledger().lost() != 0) {
    world_.judge().fail(world_.now(), "world",
                        "loses data after healing\n" + world_.ledger().text());
  }
  require_agreement();
}

void RandomWorld::require_agreement() {
  if (world_.run_until([&] { return world_.agree(); }, a_rotation_under_way)) return;
  world_.judge().fail(world_.now(), "world", "does not agree after healing");
}

void RandomWorld::settle() {
  auto& weather = world_.network().weather;
  weather.longest_delay = 1ms + up_to(60ms);
  weather.loss_percent = dice_.percent(50) ? static_cast<unsigned>(dice_.below(40)) : 0;
  weather.duplicate_percent = static_cast<unsigned>(dice_.below(10));
  weather.reorder_percent = static_cast<unsigned>(dice_.below(10));
  weather.corrupt_percent = static_cast<unsigned>(dice_.below(5));
  const Duration slowest = dice_.percent(30) ? up_to(400ms) : 0ms;
  for (Port* port : ports_) {
    port->secy_temper().slowest = slowest;
    port->tick_lateness = up_to(20ms);
    later(up_to(2s), [port] { port->link(true); });
  }
  world_.run_for(up_to(20s));
}

void RandomWorld::trouble() {
  if (dice_.percent(50)) {
    trouble_a_port(anybody());
  } else {
    trouble_the_network();
  }
}

void RandomWorld::trouble_a_port(Port& port) {
  switch (dice_.below(7)) {
    case 0:
      return port.restart();
    case 1:
      port.die();
      return later(up_to(15s), [&port] { port.restart(); });
    case 2:
      port.link(false);
      return later(up_to(8s), [&port] { port.link(true); });
    case 3:
      port.rotate_key();
      return;
    case 4:
      return port.change_policy([&](PortPolicy& policy) {
        policy.key_server_priority = static_cast<std::uint8_t>(dice_.below(40));
      });
    case 5:
      port.secy_temper().refuse_next = static_cast<unsigned>(dice_.between(1, 2));
      return later(2s, [&port] { port.secy_temper().refuse_next = 0; });
    default:
      if (keys_.size() < 2) return;
      port.disassociate(keys_.back());
      return later(up_to(10s), [this, &port] { port.associate({keys_.back()}); });
  }
}

void RandomWorld::trouble_the_network() {
  Network& network = world_.network();
  const PortId from = anybody().id();
  const PortId to = anybody().id();
  switch (dice_.below(5)) {
    case 0:
      network.cut(from, to);
      return later(up_to(15s), [&network, from, to] { network.mend(from, to); });
    case 1:
      network.part({from, to}, ports_.size());
      return later(up_to(15s), [&network] { network.heal(); });
    case 2:
      network.reflect(from, true);
      return;
    case 3:
      network.weather.loss_percent = static_cast<unsigned>(dice_.below(100));
      return later(up_to(8s), [&network] { network.weather.loss_percent = 5; });
    default:
      for (int i = 0; i < 20; ++i) world_.replay(anybody(), dice_.below(world_.recorded()));
  }
}

void RandomWorld::heal() {
  healed_ = true;
  world_.judge().note(world_.now(), "world", "is healed");
  world_.network().heal();
  for (Port* port : ports_) {
    port->secy_temper().refuse_next = 0;
    for (const std::string& ckn : keys_)
      if (!port->has_key(ckn)) port->associate({ckn});
    if (!port->alive()) port->restart();
    if (!port->on_line()) port->link(true);
  }
}

}  // namespace sim
