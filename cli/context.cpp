#include "command.hpp"

namespace macsecctl {

Result<Json> Context::call(std::string_view method, const Json& parameters,
                           std::span<const int> descriptors) const {
  auto client = connect();
  if (!client) return Failure{client.error()};
  return client->call(method, parameters, descriptors);
}

}  // namespace macsecctl
