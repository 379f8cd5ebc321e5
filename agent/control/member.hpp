// Members of a JSON object that may be absent or null.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/json.hpp"

namespace macsec {

// The member, or null if there is none or `object` is no object.
inline const Json& member(const Json& object, std::string_view name) {
  static const Json none;
  if (!object.is_object()) return none;
  const auto found = object.find(std::string(name));
  return found == object.end() ? none : *found;
}

inline std::optional<std::string> text_member(const Json& object, std::string_view name) {
  const Json& value = member(object, name);
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

inline std::optional<std::int64_t> number_member(const Json& object, std::string_view name) {
  const Json& value = member(object, name);
  if (!value.is_number_integer()) return std::nullopt;
  return value.get<std::int64_t>();
}

inline std::optional<bool> flag_member(const Json& object, std::string_view name) {
  const Json& value = member(object, name);
  if (!value.is_boolean()) return std::nullopt;
  return value.get<bool>();
}

}  // namespace macsec
