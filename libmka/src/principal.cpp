#include "principal.hpp"

namespace mka {

namespace {

using Choice = std::optional<std::size_t>;

// A better key that has just come to life may go again: moving to it is worth a short wait while
// the current one works.
bool worth_moving(const PrincipalFacts& candidate, bool current_works, Time now, Duration settle) {
  return !current_works || now - candidate.live_since >= settle;
}

Choice serving(Choice current, std::span<const PrincipalFacts> participants, Time now,
               Duration settle) {
  const bool current_works = current && participants[*current].live;
  for (std::size_t i = 0; i < participants.size(); ++i) {
    const PrincipalFacts& p = participants[i];
    if (!p.live || !p.elected_self) continue;
    if (current == i || worth_moving(p, current_works, now, settle)) return i;
  }
  return std::nullopt;
}

Choice followed(std::span<const PrincipalFacts> participants) {
  Choice latest;
  for (std::size_t i = 0; i < participants.size(); ++i) {
    const PrincipalFacts& p = participants[i];
    if (!p.live || p.elected_self || !p.sak_offered) continue;
    if (!latest || *p.sak_offered > *participants[*latest].sak_offered) latest = i;
  }
  return latest;
}

Choice any_live(Choice current, std::span<const PrincipalFacts> participants) {
  if (current && participants[*current].live) return current;
  for (std::size_t i = 0; i < participants.size(); ++i)
    if (participants[i].live) return i;
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> choose_principal(std::optional<std::size_t> current,
                                            std::span<const PrincipalFacts> participants, Time now,
                                            Duration settle) {
  const Choice ours = serving(current, participants, now, settle);
  const Choice theirs = followed(participants);
  // Where another server distributes in a better key than ours, follow it.
  if (ours && (!theirs || *ours <= *theirs)) return ours;
  if (theirs) return theirs;
  if (const Choice live = any_live(current, participants)) return live;
  return current;
}

}  // namespace mka
