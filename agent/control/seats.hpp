// Who may be a client besides those that are already. One user, or all readers together, cannot
// keep the others out, and nobody can keep root out.
#pragma once

#include <map>

#include "control/peer.hpp"
#include "control/result.hpp"

namespace macsec {

class Seats {
 public:
  // Busy, with who has them, if there is none left for this one.
  Result<void> take(const Peer& peer);
  void leave(const Peer& peer);

 private:
  static bool is_owner(const Peer& peer);

  std::size_t all_ = 0;
  std::size_t of_others_ = 0;  // not root, nor our own user
  std::size_t of_readers_ = 0;
  std::map<uid_t, std::size_t> of_user_;
};

}  // namespace macsec
