#include "cp.hpp"

#include <functional>

#include "catch.hpp"

using namespace mka;
using enum CpState;

namespace {

// Figure 12-2 of 802.1X, written down a second time, state by state, with the two exits that we add
// (RECEIVE and TRANSMIT when the SecY does not answer).
std::optional<CpState> figure(CpState state, const CpInputs& in) {
  if (!in.port_enabled) {
    if (state == init) return std::nullopt;
    return init;
  }
  const bool lost = in.connect != Connect::secure || in.start_over;
  switch (state) {
    case init:
      return change;
    case change:
      if (in.connect == Connect::unauthenticated) return allowed;
      if (in.connect == Connect::authenticated) return authenticated;
      if (in.connect == Connect::secure) return secured;
      return std::nullopt;
    case allowed:
      if (in.connect == Connect::unauthenticated) return std::nullopt;
      return change;
    case authenticated:
      if (in.connect == Connect::authenticated) return std::nullopt;
      return change;
    case secured:
      if (lost) return change;
      if (in.new_sak) return receive;
      return std::nullopt;
    case receive:
      if (lost) return change;
      if (in.using_receive_sas) return receiving;
      return std::nullopt;
    case receiving:
      if (lost || in.new_sak || in.server_changed) return abandon;
      if (!in.elected_self) return ready;
      if (in.all_receiving || !in.controlled_port_enabled || in.transmit_delay_over)
        return transmit;
      return std::nullopt;
    case ready:
      if (lost || in.new_sak || in.server_changed) return abandon;
      if (in.server_transmitting || !in.controlled_port_enabled || in.ready_overdue)
        return transmit;
      return std::nullopt;
    case transmit:
      if (lost) return change;
      if (in.using_transmit_sa) return transmitting;
      return std::nullopt;
    case transmitting:
      if (lost || in.retire_delay_over) return retire;
      return std::nullopt;
    case abandon:
      if (lost) return retire;
      if (in.new_sak) return receive;
      return std::nullopt;
    case retire:
      if (lost) return change;
      if (in.new_sak) return receive;
      return std::nullopt;
  }
  return std::nullopt;
}

constexpr unsigned flags = 12;

CpInputs inputs_of(unsigned bits, Connect connect) {
  const auto flag = [&](unsigned n) { return (bits >> n & 1u) != 0; };
  return {.port_enabled = flag(0),
          .connect = connect,
          .start_over = flag(1),
          .server_changed = flag(11),
          .elected_self = flag(2),
          .new_sak = flag(3),
          .using_receive_sas = flag(4),
          .all_receiving = flag(5),
          .server_transmitting = flag(6),
          .controlled_port_enabled = flag(7),
          .transmit_delay_over = flag(8),
          .ready_overdue = flag(8),
          .using_transmit_sa = flag(9),
          .retire_delay_over = flag(10)};
}

void for_all_states_and_inputs(const std::function<void(CpState, const CpInputs&)>& visit) {
  for (std::size_t state = 0; state < cp_state_count; ++state)
    for (unsigned connect = 0; connect < 4; ++connect)
      for (unsigned bits = 0; bits < 1u << flags; ++bits)
        visit(static_cast<CpState>(state), inputs_of(bits, static_cast<Connect>(connect)));
}

}  // namespace

TEST_CASE("the CP table agrees with the figure for every state and every input", "[cp]") {
  unsigned cases = 0;
  unsigned differences = 0;
  for_all_states_and_inputs([&](CpState state, const CpInputs& in) {
    ++cases;
    if (cp_next(state, in) != figure(state, in)) ++differences;
  });
  CHECK(cases == 12u * 4 * 4096);
  CHECK(differences == 0);
}

TEST_CASE("with inputs that stand still CP comes to rest", "[cp]") {
  unsigned restless = 0;
  for_all_states_and_inputs([&](CpState state, CpInputs in) {
    int steps = 0;
    while (const auto next = cp_next(state, in)) {
      state = *next;
      // What the entry actions of these states do to the inputs.
      if (state == receive) in.new_sak = false;
      if (state == change || state == init) in.start_over = false;
      if (++steps > static_cast<int>(cp_state_count)) break;
    }
    if (steps > static_cast<int>(cp_state_count)) ++restless;
  });
  CHECK(restless == 0);
}

TEST_CASE("only RECEIVE takes up a new SAK, and every state lets the port be disabled", "[cp]") {
  for (const CpTransition& t : cp_table())
    if (t.to == receive) CHECK((t.from == secured || t.from == abandon || t.from == retire));
  for (std::size_t state = 1; state < cp_state_count; ++state)
    CHECK(cp_next(static_cast<CpState>(state), {}) == init);
}
