// Where the CAK of a key is kept, and why it cannot be had.
#pragma once

#include <optional>
#include <string>

#include "control/error.hpp"

namespace macsecd {

struct KeySecret {
  std::string name{};       // in the vault; empty: that of its connection and CKN
  bool plain_file = false;  // still in a file of version 1 of the state
  std::optional<macsec::Error> problem{};
};

}  // namespace macsecd
