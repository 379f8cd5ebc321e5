// Waiting for a connection to reach a state, with the state and its reasons if it does not.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "command.hpp"

namespace macsecctl {

// --wait and --timeout, of every command whose effect takes a while.
struct Waiting {
  bool wait = false;
  std::string timeout = "30";

  // `until`: what --wait waits for.
  void declare(CLI::App& app, const std::string& until);
  // Of a command that does nothing but wait.
  void declare_timeout(CLI::App& app);
  std::chrono::seconds limit() const;
};

// All members, or the one connection.
Result<Json> describe_all(Client& client, const std::string& name);

// True: reached. An error: it never will be.
using Reached = std::function<Result<bool>(const Json&)>;

// The connection as it is when it has reached `what`, of a LAG the first when all have. One that is
// taken down never does.
Result<Json> await(Client& client, const std::string& name, const std::string& what,
                   std::chrono::seconds timeout, const Reached& reached);

bool is_secured(const Json& connection);
// The operator has taken it down.
bool is_down(const Json& connection);

}  // namespace macsecctl
