// What the agent asks of a SecY: the Linux kernel (secy_linux), or the model of the tests.
#pragma once

#include "mka/output.hpp"

namespace macsecd {

class SecyDriver {
 public:
  virtual ~SecyDriver() = default;
  // Carries out one operation, with one outcome. The operating system's own words are logged by the
  // driver.
  virtual mka::SecyOutcome apply(const mka::SecyOp& op) = 0;
};

}  // namespace macsecd
