#include "check.hpp"

namespace macsecd {

using macsec::Json;

std::string_view to_string(CheckResult result) {
  switch (result) {
    case CheckResult::ok:
      return "ok";
    case CheckResult::info:
      return "info";
    case CheckResult::warning:
      return "warning";
    case CheckResult::unsafe:
      return "unsafe";
    case CheckResult::impossible:
      return "impossible";
    case CheckResult::failed:
      return "failed";
  }
  return "?";
}

Json describe(const std::vector<Check>& checks) {
  Json out = Json::array();
  for (const Check& check : checks)
    out.push_back({{"name", check.name},
                   {"result", to_string(check.result)},
                   {"message", check.message},
                   {"moreInfo", check.more.empty() ? Json(nullptr) : Json(check.more)}});
  return out;
}

}  // namespace macsecd
