// Names on the link that are none of ours, for the operator who looks for the difference. Anybody
// can make them up: a table of fixed size, in which the newest replaces the oldest.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "mka/limits.hpp"
#include "mka/status.hpp"
#include "mka/time.hpp"

namespace mka {

class ForeignCkns {
 public:
  void heard(Time now, const Ckn& ckn, const Sci& sci);
  // Those within limits::foreign_ckn_memory, newest first; whether they are close to one of ours is
  // the caller's to say.
  std::vector<ForeignCkn> remembered(Time now) const;

 private:
  struct Entry {
    Ckn ckn;
    Sci sci;
    Time at{};
  };
  std::array<std::optional<Entry>, limits::foreign_ckns> entries_{};
};

}  // namespace mka
