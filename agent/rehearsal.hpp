// Has the kernel install and drop a random SAK that nobody uses, before the link needs a real one:
// what is missing is told when the connection is made, and the first agreement does not wait for
// the kernel's cipher modules (a second and more on a small machine).
#pragma once

#include "mka/config.hpp"
#include "mka/random.hpp"
#include "secy_driver.hpp"

namespace macsecd {

mka::SecyOutcome rehearse_sak(SecyDriver& secy, mka::Random& random, const mka::MacAddress& own,
                              mka::CipherSuite suite);

}  // namespace macsecd
