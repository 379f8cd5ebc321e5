#include "connection_state.hpp"

namespace macsecd {

std::string_view to_string(ConnectionState state) {
  switch (state) {
    case ConnectionState::pending:
      return "pending";
    case ConnectionState::available:
      return "available";
    case ConnectionState::down:
      return "down";
  }
  return "?";
}

bool in_clear(const ConnectionFacts& facts) {
  return facts.admin_up && facts.link_up && facts.clear && !facts.secured;
}

bool nothing_flows(const ConnectionFacts& facts) {
  return !facts.secured && (!facts.secured_once || !in_clear(facts));
}

ConnectionState connection_state(const ConnectionFacts& facts) {
  if (!facts.admin_up) return ConnectionState::down;
  if (facts.secured) return ConnectionState::available;
  if (!facts.secured_once) return ConnectionState::pending;
  return in_clear(facts) ? ConnectionState::available : ConnectionState::down;
}

}  // namespace macsecd
