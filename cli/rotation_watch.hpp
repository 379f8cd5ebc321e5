// Watching a rotation until it ends. It runs in the agent: who stops watching changes nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct Watched {
  std::string name;  // of the connection
  Json rotation;     // as it was seen last
  std::optional<std::chrono::seconds> timeout{};
};

// Of a LAG: the first member that still rotates, or the first.
Result<Json> describe_rotating(Client& client, const std::string& name);

// One line per phase for people; the value at the end. An agent that is away is waited for.
Result<Value> watch_rotation(const Context& context, Watched watched);

}  // namespace macsecctl
