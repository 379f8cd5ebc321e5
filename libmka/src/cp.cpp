#include "cp.hpp"

#include <array>

namespace mka {

namespace {

bool always(const CpInputs&) { return true; }
template <Connect Wanted>
bool connect_is(const CpInputs& in) {
  return in.connect == Wanted;
}
template <Connect Wanted>
bool connect_is_not(const CpInputs& in) {
  return in.connect != Wanted;
}
bool changed_connect(const CpInputs& in) { return in.connect != Connect::secure || in.start_over; }
bool new_sak(const CpInputs& in) { return in.new_sak; }
bool superseded(const CpInputs& in) {
  return in.new_sak || in.server_changed || changed_connect(in);
}
bool using_receive_sas(const CpInputs& in) { return in.using_receive_sas; }
bool not_elected(const CpInputs& in) { return !in.elected_self; }
bool server_may_transmit(const CpInputs& in) {
  return in.elected_self &&
         (in.all_receiving || !in.controlled_port_enabled || in.transmit_delay_over);
}
bool server_transmits(const CpInputs& in) {
  return in.server_transmitting || !in.controlled_port_enabled || in.ready_overdue;
}
bool using_transmit_sa(const CpInputs& in) { return in.using_transmit_sa; }
bool old_sa_done(const CpInputs& in) { return in.retire_delay_over || changed_connect(in); }

using enum CpState;

// RECEIVE and TRANSMIT leave on changed_connect too: a SecY that never answers must not hold the
// port for ever, which the figure does not foresee.
// clang-format off
constexpr std::array table{
    CpTransition{init,          always,                                   change},
    CpTransition{change,        connect_is<Connect::unauthenticated>,     allowed},
    CpTransition{change,        connect_is<Connect::authenticated>,       authenticated},
    CpTransition{change,        connect_is<Connect::secure>,              secured},
    CpTransition{allowed,       connect_is_not<Connect::unauthenticated>, change},
    CpTransition{authenticated, connect_is_not<Connect::authenticated>,   change},
    CpTransition{secured,       changed_connect,                          change},
    CpTransition{secured,       new_sak,                                  receive},
    CpTransition{receive,       changed_connect,                          change},
    CpTransition{receive,       using_receive_sas,                        receiving},
    CpTransition{receiving,     superseded,                               abandon},
    CpTransition{receiving,     not_elected,                              ready},
    CpTransition{receiving,     server_may_transmit,                      transmit},
    CpTransition{ready,         superseded,                               abandon},
    CpTransition{ready,         server_transmits,                         transmit},
    CpTransition{transmit,      changed_connect,                          change},
    CpTransition{transmit,      using_transmit_sa,                        transmitting},
    CpTransition{transmitting,  old_sa_done,                              retire},
    CpTransition{abandon,       changed_connect,                          retire},
    CpTransition{abandon,       new_sak,                                  receive},
    CpTransition{retire,        changed_connect,                          change},
    CpTransition{retire,        new_sak,                                  receive},
};
// clang-format on

constexpr bool rows_are_grouped_in_state_order() {
  for (std::size_t i = 1; i < table.size(); ++i)
    if (table[i].from < table[i - 1].from) return false;
  return true;
}
constexpr bool every_state_has_an_exit() {
  for (std::size_t state = 0; state < cp_state_count; ++state) {
    bool found = false;
    for (const CpTransition& t : table) found = found || t.from == static_cast<CpState>(state);
    if (!found) return false;
  }
  return true;
}
static_assert(rows_are_grouped_in_state_order());
static_assert(every_state_has_an_exit());

}  // namespace

std::optional<CpState> cp_next(CpState state, const CpInputs& in) {
  if (!in.port_enabled) return state == init ? std::nullopt : std::optional(init);
  for (const CpTransition& t : table)
    if (t.from == state && t.when(in)) return t.to;
  return std::nullopt;
}

std::span<const CpTransition> cp_table() { return table; }

}  // namespace mka
