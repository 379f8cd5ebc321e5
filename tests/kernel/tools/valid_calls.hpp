// A well-formed call of every method that an interface description names, so that no method can be
// forgotten. What a parameter of a name is worth is the caller's choice.
#pragma once

#include <string>
#include <vector>

#include "control/idl.hpp"
#include "control/json.hpp"

struct ValidCall {
  std::string method;  // org.macsecd.Agent.Rekey
  macsec::Json parameters = macsec::Json::object();
};

enum class Optional { left_out, given };

// By name of a parameter; "" for strings that are not named.
inline macsec::Json value_of(const macsec::idl::Interface& interface, const macsec::idl::Type& type,
                             const std::string& name, const macsec::Json& values) {
  using macsec::idl::Kind;
  if (type.kind == Kind::array)
    return macsec::Json::array({value_of(interface, type.element.front(), name, values)});
  if (type.kind == Kind::named) {
    macsec::Json members = macsec::Json::object();
    for (const auto& field : interface.types.at(type.name).fields)
      if (!field.type.nullable)
        members[field.name] = value_of(interface, field.type, field.name, values);
    return members;
  }
  if (values.contains(name)) return values[name];
  if (type.kind == Kind::boolean) return false;
  if (type.kind == Kind::integer) return 0;
  if (type.kind == Kind::real) return 0.5;
  if (type.kind == Kind::string) return values.value("", "a");
  return macsec::Json::object();
}

inline std::vector<ValidCall> valid_calls(std::string_view description, const macsec::Json& values,
                                          Optional optional) {
  const macsec::idl::Interface interface = macsec::idl::parse(description);
  std::vector<ValidCall> calls;
  for (const auto& [name, method] : interface.methods) {
    ValidCall call{interface.name + "." + name};
    for (const auto& field : method.parameters.fields)
      if (!field.type.nullable || optional == Optional::given)
        call.parameters[field.name] = value_of(interface, field.type, field.name, values);
    calls.push_back(std::move(call));
  }
  return calls;
}
