// What the agent has, as far as a plan needs it.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

class Present {
 public:
  static Result<Present> ask(Client& client);

  const Json& connections() const { return connections_; }
  // Null: there is none of this name.
  const Json& connection(const std::string& name) const;
  const Json& secret(const std::string& name) const;
  // By a grant of this name, or of a PREFIX*.
  bool may_use(const std::string& connection, const std::string& secret) const;

 private:
  Json connections_;
  Json secrets_;
  Json grants_;
};

}  // namespace macsecctl
