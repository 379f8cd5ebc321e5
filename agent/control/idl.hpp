// A Varlink interface description as values: what a method takes and returns.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/json.hpp"

namespace macsec::idl {

enum class Kind {
  boolean,
  integer,
  real,
  string,
  object,
  enumeration,
  structure,
  array,
  map,
  named
};

struct Field;

struct Type {
  Kind kind = Kind::structure;
  bool nullable = false;
  std::string name;                  // named
  std::vector<std::string> symbols;  // enumeration
  std::vector<Field> fields;         // structure
  std::vector<Type> element;         // array and map: exactly one
};

struct Field {
  std::string name;
  Type type;
};

struct Method {
  Type parameters;
  Type reply;
};

struct Interface {
  std::string name;
  std::string description;  // the text it was parsed from
  std::map<std::string, Type, std::less<>> types;
  std::map<std::string, Method, std::less<>> methods;
  std::map<std::string, Type, std::less<>> errors;
};

// Throws std::invalid_argument with the line that cannot be read: descriptions are part of the
// program.
Interface parse(std::string_view description);

// The first member of `value` that is unknown, missing or of the wrong type, as a path:
// "peers.live"; nothing if all is well. A value that is itself of the wrong type is named by an
// empty path.
std::optional<std::string> first_mismatch(const Interface& interface, const Type& type,
                                          const Json& value);

}  // namespace macsec::idl
