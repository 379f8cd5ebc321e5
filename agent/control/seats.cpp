#include "control/seats.hpp"

#include <unistd.h>

#include "control/limits.hpp"

namespace macsec {
namespace {

Failure busy(const std::string& whose, std::size_t count) {
  return Failure{Error{Errc::busy,
                       "macsecd serves " + std::to_string(count) + " clients " + whose + "already",
                       "close some of them, or wait; who they are: ss -xp"}};
}

}  // namespace

bool Seats::is_owner(const Peer& peer) { return peer.uid == 0 || peer.uid == ::geteuid(); }

Result<void> Seats::take(const Peer& peer) {
  if (all_ >= limits::clients) return busy("", all_);
  if (!is_owner(peer)) {
    const auto own = of_user_.find(peer.uid);
    if (own != of_user_.end() && own->second >= limits::clients_of_user)
      return busy("of this user ", own->second);
    if (peer.access == Access::read && of_readers_ >= limits::clients_reading)
      return busy("that only look ", of_readers_);
    if (of_others_ >= limits::clients_but_root) return busy("", of_others_);
    ++of_user_[peer.uid];
    ++of_others_;
    if (peer.access == Access::read) ++of_readers_;
  }
  ++all_;
  return {};
}

void Seats::leave(const Peer& peer) {
  --all_;
  if (is_owner(peer)) return;
  --of_others_;
  if (peer.access == Access::read) --of_readers_;
  const auto own = of_user_.find(peer.uid);
  if (--own->second == 0) of_user_.erase(own);
}

}  // namespace macsec
