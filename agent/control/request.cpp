#include "control/request.hpp"

#include "control/limits.hpp"
#include "control/member.hpp"

namespace macsec {
namespace {

// Counts brackets and commas outside of strings; what is not JSON is left to the parser.
bool within_limits(std::string_view text) {
  std::size_t depth = 0;
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    if (in_string) {
      if (c == '\\') ++i;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (c == ',' || c == ':') ++values;
    if (depth > limits::request_depth || values > limits::request_values) return false;
  }
  return true;
}

bool is_flag_or_absent(const Json& value) { return value.is_null() || value.is_boolean(); }

}  // namespace

std::optional<Request> decode_request(std::string_view text) {
  if (!within_limits(text)) return std::nullopt;
  const Json json = Json::parse(text, nullptr, false);
  const auto method = text_member(json, "method");
  const Json& parameters = member(json, "parameters");
  const bool well_formed = method && (parameters.is_null() || parameters.is_object()) &&
                           is_flag_or_absent(member(json, "oneway")) &&
                           is_flag_or_absent(member(json, "more"));
  if (!well_formed) return std::nullopt;
  Request request{*method};
  if (!parameters.is_null()) request.parameters = parameters;
  request.oneway = flag_member(json, "oneway").value_or(false);
  request.more = flag_member(json, "more").value_or(false);
  return request;
}

}  // namespace macsec
