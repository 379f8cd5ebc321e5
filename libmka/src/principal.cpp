#include "principal.hpp"

#include <algorithm>
#include <utility>

namespace mka {

namespace {

using Choice = std::optional<std::size_t>;
using Facts = std::span<const PrincipalFacts>;

std::size_t furthest_reach(Facts participants) {
  std::size_t reach = 0;
  for (const PrincipalFacts& p : participants) reach = std::max(reach, p.live_peers);
  return reach;
}

// A better key that has just come to life may go again: moving to it is worth a short wait while
// the current one works for as many.
bool worth_moving(const PrincipalFacts& candidate, std::size_t current_reach, Time now,
                  Duration settle) {
  return candidate.live_peers > current_reach || now - candidate.live_since >= settle;
}

Choice serving(Choice current, Facts participants, Time now, Duration settle) {
  const std::size_t current_reach = current ? participants[*current].live_peers : 0;
  const std::size_t reach = furthest_reach(participants);
  for (std::size_t i = 0; i < participants.size(); ++i) {
    const PrincipalFacts& p = participants[i];
    if (p.live_peers == 0 || !p.elected_self) continue;
    if (current == i && p.live_peers == reach) return i;
    if (p.live_peers == reach && worth_moving(p, current_reach, now, settle)) return i;
  }
  if (current_reach > 0 && participants[*current].elected_self) return current;
  return std::nullopt;
}

Choice followed(Facts participants) {
  const auto rank = [](const PrincipalFacts& p) { return std::pair(p.live_peers, *p.sak_offered); };
  Choice best;
  for (std::size_t i = 0; i < participants.size(); ++i) {
    const PrincipalFacts& p = participants[i];
    if (p.live_peers == 0 || p.elected_self || !p.sak_offered) continue;
    if (!best || rank(p) > rank(participants[*best])) best = i;
  }
  return best;
}

Choice any_live(Choice current, Facts participants) {
  if (current && participants[*current].live_peers > 0) return current;
  const std::size_t reach = furthest_reach(participants);
  for (std::size_t i = 0; reach > 0 && i < participants.size(); ++i)
    if (participants[i].live_peers == reach) return i;
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> choose_principal(std::optional<std::size_t> current,
                                            std::span<const PrincipalFacts> participants, Time now,
                                            Duration settle) {
  const Choice ours = serving(current, participants, now, settle);
  const Choice theirs = followed(participants);
  // Where another server distributes in a better key than ours, follow it.
  const auto not_worse = [&] {
    const std::size_t reach = participants[*ours].live_peers;
    const std::size_t their_reach = participants[*theirs].live_peers;
    return reach != their_reach ? reach > their_reach : *ours <= *theirs;
  };
  if (ours && (!theirs || not_worse())) return ours;
  if (theirs) return theirs;
  if (const Choice live = any_live(current, participants)) return live;
  return current;
}

}  // namespace mka
