// Whether the traffic runs on an older key because the newest does not work.
#pragma once

#include <optional>
#include <vector>

#include "keychain.hpp"

namespace macsecd {

struct KeyRank {
  mka::Ckn ckn;
  bool failed = false;
};

class Fallback {
 public:
  // `in_service`: newest first; `governing`: the key whose SAK protects the traffic. A newer key
  // that is still finding its peer is a rotation under way, not a fallback: only one that failed,
  // or that governed before, counts. True: entered or left.
  bool observe(const std::vector<KeyRank>& in_service, const std::optional<mka::Ckn>& governing);
  bool entered() const { return entered_; }

 private:
  bool entered_ = false;
  std::optional<mka::Ckn> governed_;
};

}  // namespace macsecd
