// What the process gives up and protects before it holds a secret.
#pragma once

#include <string>
#include <vector>

namespace macsecd {

// No core dumps, no ptrace by others of our user, no swapping of secrets. Returns what could not
// be had.
std::vector<std::string> protect_secrets();

}  // namespace macsecd
