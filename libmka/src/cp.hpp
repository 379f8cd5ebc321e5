// The controlled port state machine (802.1X clause 12.4, figure 12-2) as one table and one pure
// function. It decides when SAs come and go; what that means for the SecY is ControlledPort's
// business.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "mka/status.hpp"

namespace mka {

// What the KaY wants of the port.
enum class Connect : std::uint8_t { pending, unauthenticated, authenticated, secure };

struct CpInputs {
  bool port_enabled = false;
  Connect connect = Connect::pending;
  // The agreed suite or confidentiality differs from the one in use, or the SecY failed: start
  // over.
  bool start_over = false;
  // Another than the elected key server made the SAK that is being brought into use (chgdServer):
  // nobody else will ever use it.
  bool server_changed = false;
  bool elected_self = false;
  bool new_sak = false;
  bool using_receive_sas = false;
  bool all_receiving = false;
  bool server_transmitting = false;
  bool controlled_port_enabled = false;
  bool transmit_delay_over = false;  // 6.0 s since RECEIVING
  bool ready_overdue = false;        // 12.0 s in READY: the server's report may be lost for ever
  bool using_transmit_sa = false;
  bool retire_delay_over = false;  // 3.0 s since TRANSMITTING, or nothing to retire
};

struct CpTransition {
  CpState from;
  bool (*when)(const CpInputs&);
  CpState to;
};

// The state to enter next, if any. One step enters at most one state; call again until nothing.
std::optional<CpState> cp_next(CpState state, const CpInputs& in);

// The table behind cp_next, for the test and the drawing.
std::span<const CpTransition> cp_table();

}  // namespace mka
