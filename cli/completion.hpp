// What a shell needs to know: to ask `macsecctl complete`, and how to show its answer.
#pragma once

#include <string>

namespace macsecctl {

std::string completion_script(const std::string& shell);  // bash, zsh

}  // namespace macsecctl
