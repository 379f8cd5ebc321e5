#include "world.hpp"

#include <algorithm>
#include <cstdlib>

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t recording_length = 400;

bool hears(const Port& receiver, const Port& sender, const Ki& ki) {
  const auto channel = receiver.secy().channels().find(sender.sci());
  if (channel == receiver.secy().channels().end()) return false;
  return std::any_of(channel->second.begin(), channel->second.end(),
                     [&](const auto& sa) { return sa && sa->enabled && sa->ki == ki; });
}

}  // namespace

std::uint64_t seed(std::uint64_t otherwise) {
  const char* text = std::getenv("MKA_SEED");
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

World::World(std::uint64_t seed) : judge_(seed), dice_(seed), network_(dice_.fork()) {
  if (std::getenv("MKA_STORY")) judge_.speak();
}

Port& World::port(PortSetup setup) {
  ports_.push_back(std::make_unique<Port>(*this, ports_.size(), std::move(setup)));
  Port& port = *ports_.back();
  schedule_data(port);
  schedule_observation(port);
  return port;
}

void World::share_key(const Key& key, std::vector<Port*> ports) {
  for (Port* port : ports) port->associate(key);
}

void World::link_up() {
  for (const auto& port : ports_) port->link(true);
}

void World::replay(Port& to, std::size_t ago) {
  if (ago < recording_.size()) to.hear(recording_[recording_.size() - 1 - ago]);
}

void World::run_for(Duration duration) {
  const Time end = now() + duration;
  while (agenda_.step(end)) {
  }
}

std::optional<Duration> World::run_until(const std::function<bool()>& holds, Duration limit) {
  const Time start = now();
  while (!holds())
    if (!agenda_.step(start + limit)) return std::nullopt;
  return now() - start;
}

void World::broadcast(Port& from, const std::vector<std::uint8_t>& octets) {
  recording_.push_back(octets);
  if (recording_.size() > recording_length) recording_.pop_front();
  for (const auto& to : ports_) {
    if (to->id() == from.id() && !network_.reflects(from.id())) continue;
    for (auto& copy : network_.carry(from.id(), to->id(), octets)) {
      agenda_.after(copy.delay,
                    [this, to = to.get(), heard = std::move(copy.octets)] { to->hear(heard); });
    }
  }
}

void World::schedule_data(Port& port) {
  const Duration pause = traffic.interval > 0ms ? traffic.interval : Duration(1s);
  agenda_.after(pause, [this, &port] {
    if (traffic.interval > 0ms) send_data(port);
    schedule_data(port);
  });
}

void World::send_data(Port& from) {
  const auto frame = from.send_data(traffic.packets);
  if (!frame) {
    ledger_.held_back(from.id());
    if (on_loss) on_loss(now(), from.name() + " holds data back");
    return;
  }
  for (const auto& to : ports_) {
    if (to->id() == from.id()) continue;
    const auto arrival = network_.carry_data(from.id(), to->id(), now());
    if (!arrival) continue;
    agenda_.at(*arrival, [this, from = from.id(), to = to.get(), sent = now(), frame = *frame] {
      deliver(from, *to, sent, frame);
    });
  }
}

void World::deliver(PortId from, Port& to, Time sent, const DataFrame& frame) {
  const Verdict verdict = to.secy().receive(frame);
  ledger_.enter(from, to.id(), verdict);
  if (verdict != Verdict::accepted && on_loss)
    on_loss(sent,
            to.name() + " refuses data of " + ports_[from]->name() + ": " + to_string(verdict));
}

void World::schedule_observation(Port& port) {
  agenda_.after(1s, [this, &port] {
    port.observe();
    schedule_observation(port);
  });
}

bool World::agree(const std::vector<Port*>& ports) const {
  const auto key = ports.front()->transmit_key();
  if (!key) return false;
  for (const Port* port : ports) {
    if (!port->on_line() || port->transmit_key() != key) return false;
    if (!port->secy().protection().controlled_port_enabled) return false;
    for (const Port* other : ports)
      if (other != port && !hears(*port, *other, *key)) return false;
  }
  return true;
}

bool World::agree() const {
  std::vector<Port*> all;
  for (const auto& port : ports_) all.push_back(port.get());
  return agree(all);
}

}  // namespace sim
