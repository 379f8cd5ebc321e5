// Whose end of the link ours faces. What that means is in profile_rules.hpp and profile_keys.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace macsecd {

enum class Profile : std::uint8_t {
  generic,  // another router; nothing is known of its habits
  aws,      // AWS Direct Connect
  ibm,      // IBM Cloud Direct Link Dedicated
  alibaba,  // Alibaba Cloud Express Connect
};

std::string_view to_string(Profile profile);  // aws
std::optional<Profile> profile_from(std::string_view word);

}  // namespace macsecd
