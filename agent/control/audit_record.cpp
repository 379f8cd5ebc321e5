#include "control/audit_record.hpp"

#include <algorithm>
#include <cctype>

#include "control/limits.hpp"
#include "control/member.hpp"

namespace macsec {
namespace {

bool is_ckn(std::string_view member) {
  return member == "ckn" || member.ends_with("Ckn") || member.ends_with("Ckns");
}

// Digits of a CAK, or the PIN that a token's URI may carry.
bool may_be_secret(const std::string& text) {
  const auto digits = std::count_if(text.begin(), text.end(),
                                    [](unsigned char c) { return std::isxdigit(c) != 0; });
  return digits >= 32 || text.find("pin-") != std::string::npos;
}

Json told(std::string_view member, const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const bool shown =
        text.size() <= limits::audited_text && (is_ckn(member) || !may_be_secret(text));
    return shown ? value : Json("(" + std::to_string(text.size()) + " octets)");
  }
  if (!value.is_structured()) return value;
  if (value.is_object() || value.size() > limits::audited_elements)
    return "(" + std::to_string(value.size()) + " elements)";
  Json out = Json::array();
  for (const Json& element : value)
    out.push_back(element.is_structured() ? Json("(elements)") : told(member, element));
  return out;
}

std::string in_ascii(const Json& json) {
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace

void tell_parameters(AuditRecord& record, const idl::Type& description, const Json& parameters) {
  Json out = Json::object();
  std::size_t size = 0;
  for (const auto& [name, value] : parameters.items()) {
    const bool known = std::any_of(description.fields.begin(), description.fields.end(),
                                   [&name = name](const idl::Field& f) { return f.name == name; });
    Json one = known ? told(name, value) : Json();
    size += name.size() + in_ascii(one).size();
    if (known && size <= limits::audited_parameters)
      out[name] = std::move(one);
    else
      ++record.left_out;
  }
  record.parameters = in_ascii(out);
}

}  // namespace macsec
