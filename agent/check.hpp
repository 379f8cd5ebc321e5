// One thing that was looked at before something is done, and what came of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "control/error.hpp"
#include "control/json.hpp"

namespace macsecd {

enum class CheckResult : std::uint8_t {
  ok,
  info,        // neither good nor bad
  warning,     // worth knowing
  unsafe,      // only if forced
  impossible,  // not even then
  failed,      // stands in the way
};
std::string_view to_string(CheckResult result);

struct Check {
  std::string name;
  CheckResult result = CheckResult::ok;
  std::string message{};
  std::string more{};                                  // what to do
  macsec::Errc code = macsec::Errc::incorrect_status;  // of the error, where it stands in the way
};

macsec::Json describe(const std::vector<Check>& checks);

}  // namespace macsecd
