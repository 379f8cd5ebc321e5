// What a connection does to its parent for as long as it exists, so that nothing passes beside the
// macsec device: the port guard and the parent's hygiene. Both stay when the agent stops or dies.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "alarm.hpp"
#include "key_state.hpp"
#include "netlink/link_monitor.hpp"
#include "parent_users.hpp"
#include "port_guard.hpp"
#include "state.hpp"
#include "world.hpp"

namespace macsecd {

enum class GuardState : std::uint8_t {
  down,      // not wanted
  up,        // nothing but what is allowed passes
  defeated,  // up, but somebody else's filter goes before it
  failed,    // wanted, and not there
};
std::string_view to_string(GuardState state);

class ParentCare {
 public:
  // `save_now`: before what is saved is changed.
  ParentCare(const World& world, SavedConnection& saved, std::function<void()> worth_saving,
             std::function<void()> save_now);

  // Hardware does the work of the device, below the parent.
  void set_offloaded(bool offloaded) { offloaded_ = offloaded; }
  // Before the device is made or taken over. An error only if the guard is wanted and cannot be.
  macsec::Result<void> begin(const netlink::Link& parent);
  // Ahead of other settings: what they want blocked is blocked. What they open, stays blocked.
  macsec::Result<void> block_for(const ConnectionSettings& settings);
  // The guard becomes what the connection's settings want.
  macsec::Result<void> follow_settings();
  // The parent has gone, or is about to be left alone for now.
  void pause();
  // The connection is deleted: the parent as it was before.
  macsec::Result<void> end();

  void find_users(const std::vector<netlink::Link>& all);
  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // Somebody changed filters of this interface, perhaps.
  void on_filters(std::uint32_t ifindex);

  GuardState state() const { return state_; }
  std::vector<Reason> reasons() const;

 private:
  macsec::Result<void> set(const std::vector<netlink::EtherTypeFilter>& wanted);
  void quieten();
  void look_again();
  bool mend_guard();
  void take_up(const GuardReport& report, bool wanted);
  void failed(const macsec::Error& error);
  void tell(Level level, const char* event, std::string message);

  const World& world_;
  SavedConnection& saved_;
  std::function<void()> worth_saving_;
  std::function<void()> save_now_;
  Alarm again_;
  std::optional<netlink::Link> parent_;
  bool offloaded_ = false;
  GuardState state_ = GuardState::down;
  std::vector<std::string> defeated_by_;
  std::string failure_;
  std::string hygiene_failure_;
  ParentUsers users_;
};

}  // namespace macsecd
