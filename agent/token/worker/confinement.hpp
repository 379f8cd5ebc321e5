// What the worker gives up before it loads foreign code.
#pragma once

#include <string>

namespace macsecd::token {

// Dies with its parent; no capabilities, no new privileges, no core dump, no ptrace, no
// swapping where that can be had. What could not be given up; empty: all is well.
std::string confine();

}  // namespace macsecd::token
