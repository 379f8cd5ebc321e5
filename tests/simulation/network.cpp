#include "network.hpp"

#include <algorithm>

#include "wire/envelope.hpp"

namespace sim {

using namespace std::chrono_literals;

void Network::part(const std::set<PortId>& group, std::size_t ports) {
  for (PortId from = 0; from < ports; ++from)
    for (PortId to = 0; to < ports; ++to)
      if (group.contains(from) != group.contains(to)) cut(from, to);
}

void Network::reflect(PortId port, bool on) {
  if (on) {
    reflecting_.insert(port);
  } else {
    reflecting_.erase(port);
  }
}

void Network::heal() {
  const Weather calm{.spares_the_next = weather.spares_the_next,
                     .shortest_delay = weather.shortest_delay,
                     .longest_delay = weather.longest_delay};
  weather = calm;
  cuts_.clear();
  reflecting_.clear();
  muted_.clear();
}

mka::Duration Network::delay() {
  const auto shortest = static_cast<std::uint64_t>(weather.shortest_delay.count());
  const auto longest = static_cast<std::uint64_t>(weather.longest_delay.count());
  return mka::Duration(static_cast<std::int64_t>(dice_.between(shortest, longest)));
}

bool Network::loses(PortId from, PortId to, const std::vector<std::uint8_t>& octets) {
  bool lost = dice_.percent(weather.loss_percent);
  if (muted_.empty() && !weather.spares_the_next) return lost;
  const mka::Ckn ckn = mka::wire::open_envelope(octets)->ckn;
  if (weather.spares_the_next && spared_.erase({from, to, ckn}) > 0) lost = false;
  if (lost) spared_.insert({from, to, ckn});
  return lost || muted_.contains(ckn);
}

std::vector<Network::Copy> Network::carry(PortId from, PortId to,
                                          const std::vector<std::uint8_t>& octets) {
  std::vector<Copy> copies;
  if (!passes(from, to) || octets.size() > weather.largest_frame || loses(from, to, octets))
    return copies;
  copies.push_back({delay(), octets});
  if (dice_.percent(weather.duplicate_percent)) copies.push_back({delay(), octets});
  if (dice_.percent(weather.reorder_percent)) copies.back().delay += delay() + 50ms;
  if (dice_.percent(weather.corrupt_percent)) {
    std::uint8_t& victim = copies.back().octets[dice_.below(octets.size())];
    victim = static_cast<std::uint8_t>(victim ^ (1u << dice_.below(8)));
  }
  return copies;
}

std::optional<mka::Time> Network::carry_data(PortId from, PortId to, mka::Time now) {
  if (!passes(from, to) || dice_.percent(weather.loss_percent)) return std::nullopt;
  mka::Time& last = last_arrivals_[{from, to}];
  last = std::max(last, now + delay());
  return last;
}

}  // namespace sim
