// The other end's configuration as text. In place of the CAK there is a mark, so that the text
// itself holds no secret.
#pragma once

#include <string>
#include <vector>

#include "peer_config/vendor.hpp"

namespace macsecctl {

inline constexpr std::string_view cak_mark = "<CAK>";

// What both ends must agree on, or may differ in, and the values here.
struct Agreement {
  std::string parameter;
  std::string here;
  std::string there;
};
std::vector<Agreement> agreements(const Vendor& vendor, const PeerFacts& facts);

// What the reader of the configuration should know, a line each.
std::vector<std::string> notes_for(const Vendor& vendor, const PeerFacts& facts);

// All of it: agreements and notes in comments, then what to enter.
std::string configuration(const Vendor& vendor, const PeerFacts& facts);

}  // namespace macsecctl
