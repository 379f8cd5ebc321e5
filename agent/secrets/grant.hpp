// Which connections may use which named secrets. A grant names both exactly, or by PREFIX*: a new
// secret whose name has a granted prefix needs no new grant. Implicit secrets (CONNECTION/CKN) need
// none: they belong to their connection, and to no other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/result.hpp"
#include "key_state.hpp"

namespace macsecd {

struct Grant {
  std::string connection;  // or LAG
  std::string secret;
  bool operator==(const Grant&) const = default;
};

// What is wrong with its patterns.
std::optional<macsec::Error> grant_problem(const Grant& grant);
// A grant of everything, or to everybody.
std::vector<Reason> grant_warnings(const Grant& grant);

// Who wants to use a secret: a connection, and the LAG that it is a member of.
struct SecretUser {
  std::string connection;
  std::string lag{};  // empty: of none
};

bool allows(const std::vector<Grant>& grants, const SecretUser& user, std::string_view secret);

// A use of a secret by a key in a keychain.
struct SecretUse {
  SecretUser user;
  std::string secret;
};

// The first use that these grants no longer allow.
const SecretUse* first_without_grant(const std::vector<Grant>& grants,
                                     const std::vector<SecretUse>& uses);

}  // namespace macsecd
