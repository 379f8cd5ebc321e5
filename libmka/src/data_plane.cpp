#include "data_plane.hpp"

#include <algorithm>

#include "mka/limits.hpp"

namespace mka {

namespace {

using namespace std::chrono_literals;

// A report of packet numbers is up to a hello old, and tells of what was sent 2 s before.
constexpr Duration first_patience = 5s;
// Single ones may be of the SAK before, or anybody's.
constexpr std::uint64_t enough = 3;

}  // namespace

Duration DataPlaneWatch::patience() const {
  return std::min<Duration>(first_patience * (1 << std::min(told_, 6u)), limits::longest_patience);
}

bool DataPlaneWatch::refuses(Time now, const Path& path) {
  const auto known =
      std::ranges::find_if(seen_, [&](const Seen& s) { return s.path.peer == path.peer; });
  if (known == seen_.end()) {
    seen_.push_back({path, path.refused, now});
    return false;
  }
  if (path.ki == known->path.ki && path.accepted > known->path.accepted) told_ = 0;
  // Counters of a channel go with it.
  const bool anew = path.ki != known->path.ki || path.accepted != known->path.accepted ||
                    path.refused < known->path.refused;
  if (anew || !path.overdue) {
    known->refused_then = path.refused;
    known->since = now;
  }
  known->path = path;
  return path.refused - known->refused_then >= enough && now - known->since >= patience();
}

std::optional<Sci> DataPlaneWatch::look(Time now, std::span<const Path> paths) {
  std::erase_if(seen_, [&](const Seen& s) {
    return std::ranges::find(paths, s.path.peer, &Path::peer) == paths.end();
  });
  std::optional<Sci> found;
  for (const Path& path : paths)
    if (refuses(now, path)) found = path.peer;
  if (!found) return std::nullopt;
  ++told_;
  for (Seen& s : seen_) s.since = now;
  return found;
}

}  // namespace mka
