#include "vault/secret_name.hpp"

#include <algorithm>

#include "spelling.hpp"

namespace macsecd {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

}  // namespace

std::string implicit_secret_name(std::string_view connection, const mka::Ckn& ckn) {
  return std::string(connection) + "/" + ckn.hex();
}

bool is_implicit_secret_name(std::string_view name) {
  const auto slash = name.find('/');
  if (slash == std::string_view::npos || !is_connection_name(name.substr(0, slash))) return false;
  const auto ckn = mka::Ckn::from_hex(name.substr(slash + 1));
  return ckn && ckn->hex() == name.substr(slash + 1);
}

bool is_secret_name(std::string_view name) {
  if (is_implicit_secret_name(name)) return true;
  return !name.empty() && name.size() <= longest_secret_name && name.front() != '.' &&
         name.front() != '-' && std::all_of(name.begin(), name.end(), is_name_character);
}

}  // namespace macsecd
