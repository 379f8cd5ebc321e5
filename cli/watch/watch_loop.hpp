// The live screen: until q, Ctrl-C, or a signal that ends programs.
#pragma once

#include "watch/agent_feed.hpp"

namespace macsecctl {

Result<Value> watch_on_terminal(const Context& context, AgentFeed::Settings settings);

// Without a screen: two looks, an interval apart, so that there are rates.
Result<Value> watch_once(const Context& context, AgentFeed::Settings settings);

}  // namespace macsecctl
