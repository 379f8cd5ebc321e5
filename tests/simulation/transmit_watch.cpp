#include "transmit_watch.hpp"

#include <algorithm>

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr Duration transmit_delay = 6s;

bool contains(const std::vector<Mi>& list, const Mi& mi) {
  return std::find(list.begin(), list.end(), mi) != list.end();
}

}  // namespace

void TransmitWatch::installs(const View& view, const Ki& ki) {
  stories_[ki].live_at_install[view.port] = view.live;
}

void TransmitWatch::receives(Time now, PortId port, const Sci& from, const Ki& ki) {
  Story& story = stories_[ki];
  if (!story.first_receiver) story.first_receiver = now;
  story.receivers.insert({port, from});
}

bool TransmitWatch::was_given_time(const Story& story, const View& view, const Ki& ki,
                                   const Mi& peer) const {
  const auto owner = owners_.find(peer);
  if (owner == owners_.end() || owner->second == view.port) return true;
  const auto ours = story.live_at_install.find(view.port);
  // Who came after the SAK waits for the next one.
  if (ours == story.live_at_install.end() || !contains(ours->second, peer)) return true;
  if (view.mi != ki.server && peer != ki.server) {
    // A client trusts the server's word about peers that the server counts and that count us.
    const auto theirs = story.live_at_install.find(owner->second);
    if (!story.server_live || !contains(*story.server_live, peer)) return true;
    if (theirs == story.live_at_install.end() || !contains(theirs->second, view.mi)) return true;
  }
  return story.receivers.contains({owner->second, view.sci});
}

Complaint TransmitWatch::transmits(Time now, const View& view, const Ki& ki) {
  Story& story = stories_[ki];
  const bool server = view.mi == ki.server;
  if (server) story.server_live = view.live;
  if (!view.carries_traffic) return std::nullopt;
  if (story.first_receiver && now - *story.first_receiver >= transmit_delay) return std::nullopt;
  if (!server && !story.server_live) return "transmits before the key server does";
  for (const Mi& peer : view.live) {
    if (!was_given_time(story, view, ki, peer)) {
      return "transmits on a SAK that port " + std::to_string(owners_.at(peer)) +
             " was not given time to receive";
    }
  }
  return std::nullopt;
}

}  // namespace sim
