// The part of a plan that is about the keys of one connection.
#pragma once

#include "config/plan.hpp"
#include "config/present.hpp"

namespace macsecctl {

struct KeyPlanInput {
  const WishedConnection& wish;
  const Json& connection;  // as it is described; null: it is still to be made
  const Json& settings;    // as they will be, with all defaults
  const Present& present;
  bool prune = false;
};

// New keys come into service before old ones leave it.
void add_key_steps(const KeyPlanInput& input, Plan& plan, Complaints& complaints);

}  // namespace macsecctl
