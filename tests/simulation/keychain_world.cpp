#include "keychain_world.hpp"

#include <algorithm>
#include <array>

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t longest_keychain = 3;
const std::array<std::string, 4> ckns{"a1", "b2", "c3", "d4"};
const std::string last_resort = "ee";
// A port that restarts again before it has met its peers may be given up by them.
constexpr Duration between_restarts = 8s;

const Key* wrong_key(const Port& port) {
  const auto found =
      std::ranges::find_if(port.keys(), [](const Key& key) { return key.secret != Key{}.secret; });
  return found == port.keys().end() ? nullptr : &*found;
}

}  // namespace

KeychainWorld::KeychainWorld(std::uint64_t seed) : world_(seed), dice_(world_.dice().fork()) {
  const auto suite = all_cipher_suites[dice_.below(all_cipher_suites.size())];
  const std::size_t count = dice_.percent(15) ? 3 : 2;
  const Duration interval{dice_.percent(40) ? static_cast<int>(dice_.between(10, 30)) * 1000 : 0};
  const bool delay_protect = dice_.percent(15);
  for (std::size_t i = 0; i < count; ++i) {
    PortSetup setup{.priority = static_cast<std::uint8_t>(dice_.between(0, 2) * 10),
                    .suite = suite};
    setup.tune = [=](PortPolicy& policy) {
      policy.rekey_interval = interval;
      policy.delay_protect = delay_protect;
    };
    ports_.push_back(&world_.port(setup));
  }
  world_.traffic.interval = 50ms;
  watch_.emplace(world_, ports_);
}

Duration KeychainWorld::up_to(Duration longest) {
  return Duration(
      static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(longest.count()))));
}

void KeychainWorld::live() {
  settle();
  const std::uint64_t changes = dice_.between(4, 20);
  for (std::uint64_t i = 0; i < changes; ++i) {
    change();
    watch_->look();
    world_.run_for(up_to(dice_.percent(60) ? 4s : 30s));
  }
  rest();
}

void KeychainWorld::settle() {
  auto& weather = world_.network().weather;
  weather.longest_delay = 1ms + up_to(60ms);
  weather.loss_percent = dice_.percent(50) ? static_cast<unsigned>(dice_.between(1, 10)) : 0;
  weather.spares_the_next = dice_.percent(60);
  const Duration slowest = dice_.percent(30) ? up_to(400ms) : 0ms;
  for (Port* port : ports_) {
    port->secy_temper().slowest = slowest;
    port->tick_lateness = up_to(20ms);
    const std::uint64_t keys = dice_.between(1, longest_keychain);
    while (port->keys().size() < keys) add_key(*port);
    port->link(true);
  }
  world_.run_for(up_to(30s));
}

void KeychainWorld::change() {
  Port& port = anybody();
  if (!port.alive()) return;
  if (dice_.percent(65)) return change_keys(port);
  disturb(port);
}

void KeychainWorld::add_key(Port& port) {
  const std::string& ckn = ckns[dice_.below(ckns.size())];
  if (port.has_key(ckn) || port.keys().size() >= longest_keychain) return;
  const bool newest = dice_.percent(70);
  port.associate({.ckn = ckn, .secret = dice_.percent(20) ? "of " + port.name() : "us"},
                 newest ? 0 : dice_.below(longest_keychain));
}

// The CAK of a key that was given a wrong one; the key keeps its place.
void KeychainWorld::put_right(Port& port) {
  const Key* wrong = wrong_key(port);
  if (wrong == nullptr) return;
  port.replace({.ckn = wrong->ckn});
}

void KeychainWorld::change_keys(Port& port) {
  const std::uint64_t what = dice_.below(20);
  if (what < 8 || port.keys().empty()) return add_key(port);
  if (what < 12) return put_right(port);
  const std::string ckn = port.keys()[dice_.below(port.keys().size())].ckn;
  if (what < 17) return port.retire_key(ckn);
  // As others' routers do: at once, whatever becomes of the traffic.
  if (what < 18) return port.disassociate(ckn);
  port.use_only({.ckn = ckns[dice_.below(ckns.size())]});
}

void KeychainWorld::restart(Port& port, Duration away) {
  const auto before = restarted_.find(port.id());
  if (!port.alive() ||
      (before != restarted_.end() && world_.now() - before->second < between_restarts))
    return;
  restarted_[port.id()] = world_.now() + away;
  port.die();
  const auto come_back = [this, &port] {
    port.resume();
    watch_->was_restarted();
  };
  if (away == 0ms) return come_back();
  world_.agenda().after(away, come_back);
}

void KeychainWorld::disturb(Port& port) {
  switch (dice_.below(7)) {
    case 0:
      return restart(port, 0ms);
    case 1:
      return restart(port, up_to(KeychainWatch::bearable_absence));
    case 2:
      return restart(port, up_to(10s));
    case 3: {
      const Duration away = dice_.percent(50) ? 0ms : up_to(2s);
      for (Port* each : ports_) restart(*each, away);
      return;
    }
    case 4:
      return port.change_policy([&](PortPolicy& policy) {
        policy.key_server_priority = static_cast<std::uint8_t>(dice_.below(40));
      });
    case 5:
      port.rotate_key();
      return;
    default: {
      const std::string ckn = ckns[dice_.below(ckns.size())];
      watch_->mute(ckn);
      world_.agenda().after(up_to(20s), [this, ckn] { watch_->unmute(ckn); });
    }
  }
}

// All come back, wrong keys are put right, and if none is shared, one more is added at all ends.
void KeychainWorld::rest() {
  world_.judge().note(world_.now(), "world", "rests");
  // What was begun ends, and no peer is lost just before the end.
  world_.run_for(20s);
  auto& weather = world_.network().weather;
  if (!weather.spares_the_next) weather.loss_percent = 0;
  for (Port* port : ports_)
    while (wrong_key(*port) != nullptr) put_right(*port);
  watch_->look();
  if (!watch_->newest_shared())
    for (Port* port : ports_) port->associate({.ckn = last_resort});
  world_.run_for(KeychainWatch::due_after + 10s);
  if (!watch_->owed()) world_.judge().fail(world_.now(), "world", "is not secured in the end");
}

}  // namespace sim
