#include "members.hpp"

#include <algorithm>

#include "spelling.hpp"

namespace macsecd {
namespace {

constexpr std::size_t longest_list = 64;

}  // namespace

Members::Members(const macsec::Json& json) : json_(json) {
  if (!json_.is_object()) refuse("not a JSON object", "");
}

void Members::text(const char* member, std::string& into) {
  const macsec::Json* value = find(member);
  if (value == nullptr) return;
  if (!value->is_string()) return refuse(member + std::string(" is not a string"), "");
  into = value->get<std::string>();
}

void Members::flag(const char* member, bool& into) {
  const macsec::Json* value = find(member);
  if (value == nullptr) return;
  if (!value->is_boolean()) return refuse(member + std::string(" is not true or false"), "");
  into = value->get<bool>();
}

bool Members::texts(const char* member, std::vector<std::string>& into) {
  const macsec::Json* value = find(member);
  if (value == nullptr) return false;
  const auto is_text = [](const macsec::Json& one) { return one.is_string(); };
  if (!value->is_array() || !std::all_of(value->begin(), value->end(), is_text)) {
    refuse(member + std::string(" is not a list of strings"), "");
    return false;
  }
  into = value->get<std::vector<std::string>>();
  return true;
}

void Members::large_number(const char* member, std::uint64_t& into) {
  std::string digits;
  if (find(member) == nullptr) return;
  text(member, digits);
  if (const auto value = number_from(digits))
    into = *value;
  else
    refuse(member + std::string(" is not a decimal number"),
           "digits only, for example 3221225472; 0: default");
}

void Members::refuse(std::string what, std::string hint) {
  if (!error_)
    error_ = macsec::Error{macsec::Errc::illegal_param, std::move(what), std::move(hint)};
}

const macsec::Json* Members::find(const char* member) const {
  if (error_) return nullptr;
  const auto at = json_.find(member);
  return at == json_.end() || at->is_null() ? nullptr : &*at;
}

std::vector<std::string> Members::texts(const char* member) {
  std::vector<std::string> out;
  const macsec::Json* value = find(member);
  if (value == nullptr) return out;
  if (!value->is_array() || value->size() > longest_list)
    refuse(member + std::string(" is not a list, or too long"), "");
  else
    for (const macsec::Json& one : *value)
      if (one.is_string())
        out.push_back(one.get<std::string>());
      else
        refuse(member + std::string(" holds something else than strings"), "");
  return out;
}

std::optional<std::uint64_t> Members::natural(const char* member, std::uint64_t low,
                                              std::uint64_t high) {
  const macsec::Json* value = find(member);
  if (value == nullptr) return std::nullopt;
  // Either kind: a parsed number is unsigned, one that a program made may be signed.
  const bool not_negative = value->is_number_unsigned() ||
                            (value->is_number_integer() && value->get<std::int64_t>() >= 0);
  if (not_negative) {
    const auto n = value->get<std::uint64_t>();
    if (n >= low && n <= high) return n;
  }
  refuse(member + std::string(": ") + macsec::to_text(*value) + " is out of range",
         "from " + std::to_string(low) + " to " + std::to_string(high));
  return std::nullopt;
}

}  // namespace macsecd
