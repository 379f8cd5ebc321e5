#include "config/present.hpp"

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

const Json& with(const Json& list, const char* name, const std::string& value) {
  static const Json none;
  for (const Json& one : list)
    if (text_member(one, name) == value) return one;
  return none;
}

bool matches(const std::string& pattern, const std::string& name) {
  if (!pattern.ends_with('*')) return pattern == name;
  return name.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
}

}  // namespace

Result<Present> Present::ask(Client& client) {
  Present present;
  const auto connections = client.call("DescribeConnections");
  if (!connections) return Failure{connections.error()};
  const auto secrets = client.call("ListSecrets");
  if (!secrets) return Failure{secrets.error()};
  present.connections_ = member(*connections, "connections");
  present.secrets_ = member(*secrets, "secrets");
  present.grants_ = member(*secrets, "grants");
  return present;
}

const Json& Present::connection(const std::string& name) const {
  return with(connections_, "connectionName", name);
}

const Json& Present::secret(const std::string& name) const {
  return with(secrets_, "secretName", name);
}

bool Present::may_use(const std::string& connection, const std::string& secret) const {
  for (const Json& grant : grants_)
    if (matches(text_member(grant, "connectionName").value_or(""), connection) &&
        matches(text_member(grant, "secretName").value_or(""), secret))
      return true;
  return false;
}

}  // namespace macsecctl
