#include "election.hpp"

#include <tuple>

namespace mka {

namespace {

constexpr std::uint8_t never_serves = 255;

bool preferred(const Candidate& a, const Candidate& b) {
  return std::tie(a.priority, a.sci) < std::tie(b.priority, b.sci);
}

bool same_address(const Candidate& a, const Candidate& b) {
  return a.priority == b.priority && a.sci.mac == b.sci.mac;
}

}  // namespace

std::optional<Sci> elect_key_server(const Candidate& self, std::span<const Candidate> live_peers) {
  const Candidate* best = self.priority == never_serves ? nullptr : &self;
  bool ambiguous = false;
  for (const Candidate& peer : live_peers) {
    if (peer.priority == never_serves || !peer.key_server) continue;
    if (best != nullptr && same_address(*best, peer)) {
      ambiguous = true;
    } else if (best == nullptr || preferred(peer, *best)) {
      best = &peer;
      ambiguous = false;
    }
  }
  if (best == nullptr || ambiguous) return std::nullopt;
  return best->sci;
}

}  // namespace mka
