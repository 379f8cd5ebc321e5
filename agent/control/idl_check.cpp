#include <algorithm>
#include <limits>

#include "control/idl.hpp"

namespace macsec::idl {
namespace {

using Mismatch = std::optional<std::string>;

const Mismatch none = std::nullopt;
const Mismatch here = "";

Mismatch mismatch_unless(bool fits) { return fits ? none : here; }

Mismatch below(const std::string& name, const Mismatch& inner) {
  if (!inner || inner->empty()) return inner ? Mismatch(name) : none;
  return name + "." + *inner;
}

bool is_int64(const Json& value) {
  if (value.is_number_unsigned())
    return value.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max();
  return value.is_number_integer();
}

Mismatch check_members(const Interface& interface, const Type& type, const Json& value) {
  if (!value.is_object()) return here;
  for (const Field& field : type.fields) {
    const auto found = value.find(field.name);
    if (found == value.end()) {
      if (!field.type.nullable) return field.name;
    } else if (const auto inner = first_mismatch(interface, field.type, *found)) {
      return below(field.name, inner);
    }
  }
  for (const auto& [name, member] : value.items())
    if (std::none_of(type.fields.begin(), type.fields.end(),
                     [&name = name](const Field& f) { return f.name == name; }))
      return name;
  return none;
}

Mismatch check_elements(const Interface& interface, const Type& type, const Json& value) {
  if (type.kind == Kind::array ? !value.is_array() : !value.is_object()) return here;
  for (const auto& [key, element] : value.items())
    if (const auto inner = first_mismatch(interface, type.element.front(), element))
      return below(key, inner);
  return none;
}

}  // namespace

std::optional<std::string> first_mismatch(const Interface& interface, const Type& type,
                                          const Json& value) {
  if (value.is_null()) return mismatch_unless(type.nullable);
  switch (type.kind) {
    case Kind::boolean:
      return mismatch_unless(value.is_boolean());
    case Kind::integer:
      return mismatch_unless(is_int64(value));
    case Kind::real:
      return mismatch_unless(value.is_number());
    case Kind::string:
      return mismatch_unless(value.is_string());
    case Kind::object:
      return mismatch_unless(value.is_object());
    case Kind::enumeration:
      return mismatch_unless(value.is_string() &&
                             std::find(type.symbols.begin(), type.symbols.end(),
                                       value.get<std::string>()) != type.symbols.end());
    case Kind::structure:
      return check_members(interface, type, value);
    case Kind::array:
    case Kind::map:
      return check_elements(interface, type, value);
    case Kind::named:
      break;
  }
  const auto named = interface.types.find(type.name);
  return named == interface.types.end() ? here : first_mismatch(interface, named->second, value);
}

}  // namespace macsec::idl
