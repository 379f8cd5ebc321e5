// What ties a connection to the kernel: its parent interface, the macsec device over it, and the
// port at work on both. Comes and goes with the parent.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "alarm.hpp"
#include "key_state.hpp"
#include "linux_port.hpp"
#include "macsec_link.hpp"
#include "netlink/link_monitor.hpp"
#include "state.hpp"
#include "world.hpp"

namespace macsecd {

class Attachment {
 public:
  struct Hooks {
    std::function<void()> attached;  // a fresh port: it has no keys yet
    std::function<void(const mka::Event&)> on_event;
    std::function<void()> settled;
    std::function<void()> worth_saving;
  };

  // `saved` is the connection's: names follow renames, and it is noted whose device it is.
  Attachment(const World& world, SavedConnection& saved, Hooks hooks);

  // Done also if the parent is not there: it is waited for. What else is in the way is the error;
  // it is tried again later.
  macsec::Result<void> attach();
  // Released: deleted if it is ours, else freed from our SAs.
  enum class Device : std::uint8_t { keep, release };
  macsec::Result<void> detach(Device fate);

  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // The settings' admin state is another, perhaps. Down: the SAs are removed, nothing is said or
  // heard; the device stays as it is, closed, since taking it down would cost it IPv6 addresses and
  // routes.
  void follow_admin_state();
  // It joined a LAG, or left it.
  void follow_lag();

  LinuxPort* port() { return port_.get(); }
  const LinuxPort* port() const { return port_.get(); }
  bool link_up() const { return port_ && link_up_; }
  // Why there is no port.
  const std::optional<Reason>& problem() const { return problem_; }
  mka::Duration poll_interval() const;

 private:
  macsec::Result<void> attach_to(const netlink::Link& parent);
  macsec::Result<MacsecLink> make_device(const netlink::Link& parent);
  void attach_again(mka::Duration after);
  void parent_gone();
  void note_parent_gone();
  void device_gone();
  void follow_parent();
  void follow_device(const netlink::Link& device);
  void follow_mac(const netlink::Link& parent);
  void set_link(const netlink::Link& parent);
  void raise_device();
  void lower_device(const netlink::Link& device);
  void tell(Level level, const char* event, std::string message);

  const World& world_;
  SavedConnection& saved_;
  Hooks hooks_;
  Alarm retry_;
  mka::Duration backoff_;
  std::optional<Reason> problem_;
  std::unique_ptr<LinuxPort> port_;
  bool link_up_ = false;
  bool raised_ = false;    // the device was brought up once; whoever takes it down then, means it
  bool was_gone_ = false;  // and its return is worth an event
};

}  // namespace macsecd
