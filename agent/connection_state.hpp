// The word an operator sees for a connection, computed from facts.
#pragma once

#include <cstdint>
#include <string_view>

namespace macsecd {

enum class ConnectionState : std::uint8_t {
  pending,    // never secured yet
  available,  // secured; or, after it was secured once, open for clear text
  down,       // was available, now blocked or without link; or taken down by the operator
};
std::string_view to_string(ConnectionState state);

struct ConnectionFacts {
  bool secured_once = false;
  bool secured = false;
  bool link_up = false;
  bool clear = false;  // the controlled port is open, and nothing is agreed on
  bool admin_up = true;
};

ConnectionState connection_state(const ConnectionFacts& facts);
// Users' frames pass unprotected at this moment.
bool in_clear(const ConnectionFacts& facts);
// Nobody misses the device for a moment. Clear text before the first session does not count: it is
// what the session shall end.
bool nothing_flows(const ConnectionFacts& facts);

}  // namespace macsecd
