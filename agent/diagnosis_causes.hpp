// The reasons that a diagnosis may give, most telling first: the first whose symptoms are there is
// the answer. Each list supposes that nothing of the lists before it applies.
#pragma once

#include <span>
#include <string>

#include "symptoms.hpp"

namespace macsecd {

struct Cause {
  const char* code;
  bool (*applies)(const Symptoms&);
  std::string (*sentence)(const Symptoms&);
  std::string (*advice)(const Symptoms&);
};

// Here, in a file each: interface, kernel and keys; nobody who has the key; a peer and yet no SAK;
// a SAK and yet no traffic.
std::span<const Cause> causes_here();
std::span<const Cause> causes_without_peer();
std::span<const Cause> causes_without_sak();
std::span<const Cause> causes_without_traffic();

}  // namespace macsecd
