// What the process may do, reduced to what it needs before it hears anybody: two capabilities, no
// way to get others, and only the system calls of system_calls.hpp.
#pragma once

#include <string>
#include <vector>

#include "account.hpp"

namespace macsecd {

// From root to the account, with the two capabilities, which teamd inherits.
macsec::Result<void> become(const Account& account);

// Everything else that the process could do is given up for good, whoever it runs as. Returns what
// could not be.
std::vector<std::string> give_up_the_rest();

}  // namespace macsecd
