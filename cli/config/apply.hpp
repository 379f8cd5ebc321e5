// A plan, followed step by step. Each step says what was seen before it: whoever changed the
// connection meanwhile is not overwritten.
#pragma once

#include <functional>

#include "config/plan.hpp"

namespace macsecctl {

struct ApplyOptions {
  bool force = false;  // keys go out of service whatever that does to the traffic
  std::function<void(const Step&)> done;
};

// The first step that fails ends it; what was done before stays.
Result<void> apply(Client& client, const Plan& plan, const ApplyOptions& options);

}  // namespace macsecctl
