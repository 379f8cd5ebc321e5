// A question to a person at the terminal.
#pragma once

#include <string>

namespace macsecctl {

// What was typed, without blanks around it; the proposal where nothing was. Input that ends is
// a person who has left: the program ends, with nothing further done.
std::string asked(const std::string& question, const std::string& proposal = {});

}  // namespace macsecctl
