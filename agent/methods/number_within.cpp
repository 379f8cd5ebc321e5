#include "methods/number_within.hpp"

#include <string>

namespace macsecd::methods {

using macsec::Errc;
using macsec::Failure;

macsec::Result<std::optional<std::int64_t>> number_within(const macsec::Call& call,
                                                          const char* name, std::int64_t least,
                                                          std::int64_t most) {
  const auto given = call.number(name);
  if (given && (*given < least || *given > most))
    return Failure{{Errc::illegal_param,
                    std::string(name) + ": " + std::to_string(*given) + " is out of range",
                    "from " + std::to_string(least) + " to " + std::to_string(most)}};
  return given;
}

}  // namespace macsecd::methods
