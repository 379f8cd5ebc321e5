// "Secured", yet no traffic: notices that what a peer protects arrives and is refused. The evidence
// is authentic: the peer says which packet numbers it has used, and none of them was accepted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

class DataPlaneWatch {
 public:
  // What one peer sends under the SAK in use.
  struct Path {
    Sci peer;
    Ki ki;
    bool overdue = false;  // it has sent more than we have accepted
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;  // by the SecY, of anybody
  };
  // A peer whose frames have been refused for too long. Each time in vain the patience doubles.
  std::optional<Sci> look(Time now, std::span<const Path> paths);
  // Times it was told since frames were accepted last.
  unsigned told() const { return told_; }

 private:
  struct Seen {
    Path path;                       // as it was last
    std::uint64_t refused_then = 0;  // when its time began
    Time since{};
  };
  bool refuses(Time now, const Path& path);
  Duration patience() const;

  std::vector<Seen> seen_;
  unsigned told_ = 0;
};

}  // namespace mka
