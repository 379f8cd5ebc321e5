#include "profile.hpp"

#include "spelling.hpp"

namespace macsecd {

std::string_view to_string(Profile profile) {
  switch (profile) {
    case Profile::generic:
      return "generic";
    case Profile::aws:
      return "aws";
    case Profile::ibm:
      return "ibm";
    case Profile::alibaba:
      return "alibaba";
  }
  return "?";
}

std::optional<Profile> profile_from(std::string_view word) {
  for (const auto profile : {Profile::generic, Profile::aws, Profile::ibm, Profile::alibaba})
    if (to_string(profile) == normal_word(word)) return profile;
  return std::nullopt;
}

}  // namespace macsecd
