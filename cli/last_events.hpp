// What happened last to each connection.
#pragma once

#include "command.hpp"

namespace macsecctl {

// A member lastEvent for each of which the agent still keeps an event, requests of people aside.
void add_last_events(const Context& context, Json& connections);

}  // namespace macsecctl
