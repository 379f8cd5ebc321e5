#include "connection.hpp"

#include <algorithm>
#include <cstring>

#include "ckn_twins.hpp"
#include "clock.hpp"
#include "log.hpp"
#include "mka_event.hpp"
#include "spelling.hpp"
#include "suite_choice.hpp"

namespace macsecd {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Connection::Connection(const World& world, SavedConnection saved,
                       std::function<void()> worth_saving, std::function<void()> save_now)
    : world_(world),
      saved_(std::move(saved)),
      worth_saving_(std::move(worth_saving)),
      save_now_(std::move(save_now)),
      clear_time_(saved_.clear_traffic, now(), wall_now()),
      key_work_(world.io),
      rotation_work_(world.io),
      attachment_(world, saved_,
                  {[this] { apply_keys(); }, [this](const mka::Event& event) { on_event(event); },
                   [this] { settle(); }, [this] { worth_saving_(); }, [this] { save_now_(); }}) {
  for (const Key& key : saved_.keys.keys())
    told_[key.ckn] = key.wanted ? KeyState::associating : KeyState::disassociated;
  restart_attempts(std::nullopt);
  plan_key_work(std::nullopt);
}

Result<void> Connection::detach() { return attachment_.detach(Attachment::Device::keep); }

Result<void> Connection::release_device() {
  return attachment_.detach(Attachment::Device::release);
}

Result<void> Connection::release() {
  if (auto released = release_device(); !released) return released;
  return attachment_.parent_care().end();
}

void Connection::on_link(netlink::LinkChange change, const netlink::Link& link) {
  attachment_.on_link(change, link);
}

void Connection::on_counters(const netlink::MacsecDevice& device) {
  LinuxPort* at_work = attachment_.port();
  if (at_work == nullptr || at_work->plan().device != device.ifindex) return;
  totals_.observe(device);
  at_work->observe(device);
  settle();
}

std::optional<mka::Duration> Connection::poll_interval() const {
  if (attachment_.port() == nullptr) return std::nullopt;
  return attachment_.poll_interval();
}

// Said anew, the suite is what the operator wants, whatever the key server imposed.
SavedDevice Connection::device_for(const ConnectionSettings& settings) const {
  SavedDevice device = saved_.device;
  if (settings.suite != saved_.settings.suite) device.imposed_suite.reset();
  return device;
}

Result<void> Connection::check(const ConnectionSettings& settings) const {
  if (settings.interop.ckn_match != saved_.settings.interop.ckn_match &&
      settings.interop.ckn_match == mka::CknMatch::ignore_trailing_zeros)
    if (auto alone = check_no_twins(saved_.keys); !alone) return alone;
  if (suite_in_use(settings, device_for(settings)) != suite_in_use(saved_.settings, saved_.device))
    if (auto may = check_suite_change(); !may) return may;
  if (settings.offload != saved_.settings.offload) return check_offload_change();
  return {};
}

Result<void> Connection::update(const ConnectionSettings& settings) {
  if (auto may = check(settings); !may) return may;
  const SavedDevice device = device_for(settings);
  if (suite_in_use(settings, device) != suite_in_use(saved_.settings, saved_.device))
    if (auto changed = change_suite(settings, device); !changed) return changed;
  if (settings.offload != saved_.settings.offload)
    if (auto changed = change_offload(settings, device); !changed) return changed;
  // What is to be blocked is blocked before the port changes; what may pass, passes after it has.
  ParentCare& parent = attachment_.parent_care();
  if (auto blocked = parent.block_for(settings); !blocked) return blocked;
  if (LinuxPort* at_work = attachment_.port())
    if (auto changed = at_work->set_policy(policy_of(settings, device)); !changed) {
      (void)parent.follow_settings();
      return changed;
    }
  saved_.settings = settings;
  saved_.device.imposed_suite = device.imposed_suite;
  if (auto open = parent.follow_settings(); !open)
    log::error(name() + ": " + log::one_line(open.error()));
  attachment_.follow_admin_state();
  attachment_.keep_mtu();
  settle();
  return {};
}

// The suite is fixed for the life of a device: it is replaced, which only a pending one can bear.
Result<void> Connection::check_suite_change() const {
  if (state() != ConnectionState::pending)
    return Failure{{Errc::incorrect_status,
                    "the cipher suite can change only while the connection is pending, and it is " +
                        std::string(to_string(state())),
                    "delete the connection and create it with the other suite"}};
  if (attachment_.port() != nullptr && !saved_.created_device)
    return Failure{{Errc::incorrect_status,
                    saved_.settings.device + " was made by somebody else with another suite",
                    "make it again with that suite, or delete it: macsecd then makes its own"}};
  return {};
}

Result<void> Connection::change_suite(const ConnectionSettings& settings,
                                      const SavedDevice& device) {
  (void)detach();
  return attach_as(settings, device);
}

// The kernel hands over a device only without keys, and while it is down.
Result<void> Connection::check_offload_change() const {
  const auto present = status();
  if ((present && present->secured) || in_clear(facts(present)))
    return Failure{{Errc::incorrect_status, "offload can change only while nothing flows",
                    "take it down first: macsecctl down " + name()}};
  return {};
}

Result<void> Connection::change_offload(const ConnectionSettings& settings,
                                        const SavedDevice& device) {
  if (auto left = detach(); !left) return left;
  return attach_as(settings, device);
}

Result<void> Connection::attach_as(const ConnectionSettings& settings, const SavedDevice& device) {
  const ConnectionSettings before = std::exchange(saved_.settings, settings);
  const auto imposed = std::exchange(saved_.device.imposed_suite, device.imposed_suite);
  if (auto attached = attachment_.attach(); !attached) {
    saved_.settings = before;
    saved_.device.imposed_suite = imposed;
    (void)attachment_.attach();  // what is in the way shows as the connection's status reason
    return attached;
  }
  return {};
}

Result<void> Connection::rekey() {
  LinuxPort* at_work = attachment_.port();
  const auto answer = at_work != nullptr ? at_work->port().rekey() : mka::RekeyAnswer::not_secured;
  switch (answer) {
    case mka::RekeyAnswer::accepted:
      return {};
    case mka::RekeyAnswer::not_secured:
      return Failure{{Errc::incorrect_status,
                      "the connection is not secured: there is no SAK to replace",
                      "see macsecctl describe-connections " + name()}};
    case mka::RekeyAnswer::not_key_server:
      break;
  }
  std::string server = "the peer";
  for (const auto& participant : at_work->port().status().participants)
    if (participant.principal && participant.key_server)
      server = mka::to_string(participant.key_server->sci);
  return Failure{{Errc::incorrect_status,
                  "only the key server can make a SAK, and that is " + server,
                  "ask there, or give this end a lower priority number: macsecctl "
                  "update-connection " +
                      name() + " --priority N"}};
}

void Connection::on_event(const mka::Event& event) {
  if (event.kind == mka::EventKind::cipher_mismatch && event.suite &&
      attachment_.follow_offer(*event.suite, nothing_flows(facts(status()))))
    return;
  AgentEvent out = to_agent_event(name(), event);
  if (event.kind == mka::EventKind::secy_failed) {
    LinuxPort* at_work = attachment_.port();
    const bool said = at_work != nullptr && at_work->secy().last_error() &&
                      at_work->secy().last_error()->os == event.os_error;
    sak_failure_ = said ? netlink::describe(*at_work->secy().last_error())
                        : std::string(std::strerror(event.os_error));
    attachment_.secy_refused(event.os_error, sak_failure_);
  }
  if (event.kind == mka::EventKind::sak_distributed) distributed_ = event;
  if (event.kind == mka::EventKind::sak_in_use) {
    sak_failure_.clear();
    // Only the key server knows why.
    if (distributed_ && distributed_->ki == event.ki && distributed_->reason) {
      out.reason = mka::to_string(*distributed_->reason);
      out.message += ": " + *out.reason;
    }
  }
  // The next start keeps the SAs only where it reads this: not a moment's traffic may come before it.
  if (event.kind == mka::EventKind::session_secured && !std::exchange(saved_.secured_once, true))
    save_now_();
  tell(std::move(out));
}

// Nothing comes in here: facts are compared with what was told, and the difference is told.
void Connection::settle() {
  const auto present = status();
  const auto keys = key_views(present);
  tell_key_states(keys);
  tell_key_ages(keys);
  tell_fallback(keys, present);
  restart_attempts(present);
  plan_key_work(present);
  guide_rotation(present);
  tell_clear_text(present);
}

void Connection::tell(AgentEvent event) {
  event.connection = name();
  world_.events.publish(std::move(event));
}

}  // namespace macsecd
