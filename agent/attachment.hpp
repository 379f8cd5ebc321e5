// What ties a connection to the kernel: its parent interface, the macsec device over it, and the
// port at work on both. Comes and goes with the parent.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "alarm.hpp"
#include "device_belongings.hpp"
#include "key_state.hpp"
#include "linux_port.hpp"
#include "macsec_link.hpp"
#include "mtu_keeper.hpp"
#include "netlink/link_monitor.hpp"
#include "parent_care.hpp"
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
    std::function<void()> save_now;  // what is about to be done must be known after a crash
  };

  // `saved` is the connection's: names follow renames, and it is noted whose device it is.
  Attachment(const World& world, SavedConnection& saved, Hooks hooks);

  // Done also if the parent is not there: it is waited for. What else is in the way is the error;
  // it is tried again later.
  macsec::Result<void> attach();
  // Released: deleted if it is ours, else freed from our SAs. The parent stays guarded.
  enum class Device : std::uint8_t { keep, release };
  macsec::Result<void> detach(Device fate);

  // The guard and hygiene of the parent.
  ParentCare& parent_care() { return parent_care_; }
  const ParentCare& parent_care() const { return parent_care_; }

  void on_link(netlink::LinkChange change, const netlink::Link& link);
  // The settings' admin state is another, perhaps. Down: the SAs are removed, nothing is said or
  // heard; the device stays as it is, closed, since taking it down would cost it IPv6 addresses and
  // routes.
  void follow_admin_state();
  // It joined a LAG, or left it.
  void follow_lag();

  // What becomes of the device itself is in attachment_device.cpp.
  void keep_mtu();
  std::optional<std::uint32_t> device_mtu() const;
  // The key server offers a SAK of another suite. True: the device is made again with that suite.
  bool follow_offer(mka::CipherSuite offered, bool nothing_flows);

  LinuxPort* port() { return port_.get(); }
  const LinuxPort* port() const { return port_.get(); }
  bool link_up() const { return port_ && link_up_; }
  // Why there is no port.
  const std::optional<Reason>& problem() const { return problem_; }
  // What is not as it should be, though it works.
  std::vector<Reason> cautions() const;
  mka::Duration poll_interval() const;

  // What becomes of hardware offload is in attachment_offload.cpp. None while there is no port.
  std::optional<netlink::Offload> offload_in_effect() const;
  std::optional<Reason> offload_reason(bool secured) const;
  // The SecY refused something, with this errno and these words. If the hardware did, software does
  // the work, where the settings allow that, with a fresh SAK.
  void secy_refused(int os_error, const std::string& why);

 private:
  macsec::Result<void> attach_to(const netlink::Link& parent);
  macsec::Result<void> guard(const netlink::Link& parent);
  void guard_in_software();
  macsec::Result<MacsecLink> make_device(const netlink::Link& parent);
  MacsecLinkWish wish_for(const netlink::Link& parent) const;
  bool is_replaceable(const netlink::Link& parent) const;
  Outcome<MacsecLink> replace_device(MacsecLinkWish wish);
  void give_belongings_back(const MacsecLink& made);
  void make_again_with(mka::CipherSuite suite);
  void check_speed();
  void tell_refusals(const std::vector<std::string>& refusals);
  OffloadWish offload_wish() const;
  bool device_is_offloaded() const;
  macsec::Result<void> settle_offload(const netlink::Link& parent, MacsecLink& device);
  void offload_refused(std::string why);
  void attach_again(mka::Duration after);
  void parent_gone();
  void note_parent_gone();
  void device_gone(const netlink::Link& device);
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
  ParentCare parent_care_;
  Alarm retry_;
  Alarm rebuild_;
  MtuKeeper mtu_;
  std::optional<DeviceBelongings> belongings_;  // of the device that is made again
  std::optional<mka::Time> followed_at_;        // the suite of a key server
  std::optional<Reason> suite_caution_;
  mka::Duration backoff_;
  std::optional<Reason> problem_;
  std::unique_ptr<LinuxPort> port_;
  bool link_up_ = false;
  bool raised_ = false;    // the device was brought up once; whoever takes it down then, means it
  bool was_gone_ = false;  // and its return is worth an event
  bool parent_moved_ = false;  // to another namespace
  bool device_moved_ = false;
  std::string offload_refusal_;     // the kernel's words; empty: nothing was refused
  bool offload_abandoned_ = false;  // the hardware failed at work
};

}  // namespace macsecd
