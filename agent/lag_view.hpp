// A LAG as a value, and that value as the JSON of the control interface.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "describe.hpp"
#include "lag_settings.hpp"

namespace macsecd {

struct LagMemberView {
  std::string name;
  std::string interface;
  std::string device;
  bool in = false;  // it takes part: a port of the LAG's device, and up
  bool secured = false;
  ConnectionState state = ConnectionState::pending;
  std::vector<Reason> reasons{};  // of its connection
};

struct LagView {
  SavedLag lag{};
  std::vector<LagMemberView> members{};
  std::vector<std::string> joining{};     // one after the other
  std::optional<ConnectionView> model{};  // what all members have in common
  std::vector<Reason> reasons{};
};

enum class LagState : std::uint8_t { pending, available, down };
std::string_view to_string(LagState state);
// Available: as many members take part as must.
LagState lag_state(const LagView& lag);
// Only if that of all members is.
bool encryption_up(const LagView& lag);

macsec::Json describe(const LagView& lag);

}  // namespace macsecd
