#include "secrets/grant.hpp"

#include <algorithm>

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;

constexpr std::size_t longest_pattern = 64;

bool is_pattern_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

bool is_pattern(std::string_view pattern) {
  if (pattern.empty() || pattern.size() > longest_pattern) return false;
  if (pattern.back() == '*') pattern.remove_suffix(1);
  return std::all_of(pattern.begin(), pattern.end(), is_pattern_character);
}

bool matches(std::string_view pattern, std::string_view name) {
  if (name.empty()) return false;
  if (pattern.ends_with('*')) return name.starts_with(pattern.substr(0, pattern.size() - 1));
  return pattern == name;
}

bool is_implicit(std::string_view secret) { return secret.find('/') != std::string_view::npos; }

}  // namespace

std::optional<Error> grant_problem(const Grant& grant) {
  for (const auto* pattern : {&grant.connection, &grant.secret})
    if (!is_pattern(*pattern))
      return Error{Errc::illegal_param, "\"" + *pattern + "\" is no name, and no PREFIX*",
                   "letters, digits, - _ and . with one * at the end at most"};
  return std::nullopt;
}

std::vector<Reason> grant_warnings(const Grant& grant) {
  std::vector<Reason> out;
  if (grant.secret == "*")
    out.push_back({"wildcard-grant",
                   grant.connection + " may use every secret, also those that come later",
                   "grant the secrets that it needs, or their prefix"});
  if (grant.connection == "*")
    out.push_back({"wildcard-grant", "every connection may use " + grant.secret,
                   "grant it to the connections that need it"});
  return out;
}

bool allows(const std::vector<Grant>& grants, const SecretUser& user, std::string_view secret) {
  if (is_implicit(secret)) return secret.starts_with(user.connection + "/");
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    const bool to_user =
        matches(grant.connection, user.connection) || matches(grant.connection, user.lag);
    return to_user && matches(grant.secret, secret);
  });
}

const SecretUse* first_without_grant(const std::vector<Grant>& grants,
                                     const std::vector<SecretUse>& uses) {
  const auto found = std::find_if(uses.begin(), uses.end(), [&](const SecretUse& use) {
    return !allows(grants, use.user, use.secret);
  });
  return found == uses.end() ? nullptr : &*found;
}

}  // namespace macsecd
