// Asking a person before something is lost.
#pragma once

#include <string>

namespace macsecctl {

// A person sits at standard input. Scripts are never asked: what they say counts.
bool is_asked();

// True if the answer is yes. `question` ends without a question mark.
bool is_confirmed(const std::string& question);

}  // namespace macsecctl
