// One LAG at work: sees to it that its device is there, that its members are ports of it, and that
// it carries nothing with fewer open members than it must have. Which member is up is decided by
// each member's controlled port itself (secy_linux.hpp).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connections.hpp"
#include "lag_settings.hpp"
#include "lag_view.hpp"
#include "netlink/link_monitor.hpp"
#include "teamd.hpp"
#include "world.hpp"

namespace macsecd {

class Lag {
 public:
  Lag(const World& world, SavedLag saved, Connections& connections,
      std::function<void()> worth_saving);

  const std::string& name() const { return saved_.settings.name; }
  const SavedLag& saved() const { return saved_; }
  void set_minimum_links(std::uint32_t minimum);
  Group members() const { return connections_.members_of(name()); }

  bool starting() const { return teamd_.starting(); }
  // Makes the kernel agree with what is wanted; what agrees already is left alone.
  void settle();
  void settle_soon();
  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // The port is no longer one. The device is deleted if it is ours, once nobody needs it.
  macsec::Result<void> let_go(const Connection& member);
  macsec::Result<void> delete_device();

  LagView view() const;

 private:
  macsec::Result<netlink::Link> device();
  macsec::Result<netlink::Link> make_device();
  macsec::Result<void> serve(const netlink::Link& device);
  std::uint32_t member_mtu() const;
  std::optional<Reason> take_members_in(const netlink::Link& device);
  void note_problem(std::optional<Reason> problem);
  void keep_minimum();
  bool takes_part(const Connection& member) const;
  void tell_members();
  void try_again();
  void tell(const char* event, Level level, const std::string& connection, std::string message);

  const World& world_;
  SavedLag saved_;
  Connections& connections_;
  std::function<void()> worth_saving_;
  Teamd teamd_;
  Alarm settle_alarm_;
  Alarm retry_;
  std::optional<std::uint32_t> ifindex_;  // of the device, as last seen
  std::optional<Reason> problem_;
  std::map<std::string, bool> told_;  // members that take part
  bool lacks_links_ = false;
};

}  // namespace macsecd
