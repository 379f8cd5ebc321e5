#include "methods/secret_methods.hpp"

#include <algorithm>

namespace macsecd::methods {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

std::string secret_name(const macsec::Call& call) { return call.text("secretName").value_or(""); }

Grant grant_of(const macsec::Call& call) { return {connection_name(call), secret_name(call)}; }

Result<std::vector<std::string>> secrets_named(Agent agent, const macsec::Call& call) {
  const bool by_key = call.text("connectionName") || call.text("ckn");
  if (by_key == call.text("secretName").has_value())
    return Failure{{Errc::illegal_param, "a secret is meant by its name or by its key",
                    "give secretName, or connectionName and ckn"}};
  if (!by_key) return std::vector{secret_name(call)};
  const std::string name = connection_name(call);
  const auto key = ckn(call);
  if (!key) return Failure{within(name, key.error())};
  const auto group = agent.lags.changeable(name);
  if (!group) return Failure{within(name, group.error())};
  std::vector<std::string> out;
  for (const Connection* connection : *group) {
    const Key* known = connection->saved().keys.find(*key);
    if (known == nullptr) continue;
    std::string secret = secret_of(connection->name(), *known);
    if (std::find(out.begin(), out.end(), secret) == out.end()) out.push_back(std::move(secret));
  }
  if (!out.empty()) return out;
  return Failure{{Errc::key_not_found, name + ": there is no key with CKN " + key->hex(),
                  "macsecctl describe-keys lists the keys"}};
}

}  // namespace macsecd::methods
