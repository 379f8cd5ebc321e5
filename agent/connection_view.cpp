// Connection, as others see it.
#include "clock.hpp"
#include "connection.hpp"
#include "key_facts.hpp"

namespace macsecd {

std::optional<mka::KayStatus> Connection::status() const {
  if (attachment_.port() == nullptr) return std::nullopt;
  return attachment_.port()->port().status();
}

ConnectionFacts Connection::facts(const std::optional<mka::KayStatus>& present) const {
  return {saved_.secured_once, present && present->secured, attachment_.link_up(),
          saved_.settings.mode, saved_.settings.admin_up()};
}

ConnectionState Connection::state() const { return connection_state(facts(status())); }

std::vector<KeyView> Connection::key_views(const std::optional<mka::KayStatus>& present) const {
  PortFacts port{attachment_.link_up(), false, sak_failure_,
                 std::chrono::seconds(saved_.settings.key_timeout_seconds),
                 saved_.settings.admin_up()};
  if (const LinuxPort* at_work = attachment_.port())
    port.eapol_heard = at_work->eapol().received > 0;
  std::vector<KeyView> out;
  for (const Key& key : saved_.keys.keys()) {
    PortFacts facts = port;
    // A rotation waits for its peer as long as it takes.
    if (saved_.rotation && saved_.rotation->fresh == key.ckn) facts.patience = mka::Duration::max();
    KeyView view{key.ckn, key_state(key_facts(key, present, facts, now()))};
    if (const auto* participant = present ? participant_of(*present, key.ckn) : nullptr)
      view.role = participant->principal ? "principal" : "standby";
    view.sequence = key.sequence;
    view.start = key.start;
    out.push_back(std::move(view));
  }
  return out;
}

std::vector<Reason> Connection::reasons(const std::optional<mka::KayStatus>& present) const {
  std::vector<Reason> out;
  if (!saved_.settings.admin_up())
    out.push_back({"administratively-down", "the connection was taken down: nothing passes",
                   "macsecctl up " + name()});
  if (attachment_.problem()) out.push_back(*attachment_.problem());
  if (attachment_.port() != nullptr && !attachment_.link_up())
    out.push_back({"interface-down", saved_.settings.interface + " has no link", ""});
  if (in_clear(facts(present)))
    out.push_back({"clear-traffic", "the link is up but CLEAR: traffic passes unprotected",
                   "must_encrypt would block it"});
  if (!saved_.keys.any_wanted())
    out.push_back({"no-key", "no key is associated", "macsecctl associate-key " + name()});
  return out;
}

ConnectionView Connection::view() const {
  const auto present = status();
  auto keys = key_views(present);
  auto rotation = rotation_view(present, keys);
  return {.settings = saved_.settings,
          .state = connection_state(facts(present)),
          .link_up = attachment_.link_up(),
          .keys = std::move(keys),
          .mka = present,
          .counters = totals_.values(),
          .reasons = reasons(present),
          .rotation = std::move(rotation),
          .lag = saved_.lag};
}

std::optional<KeyView> Connection::key_view(const mka::Ckn& ckn) const {
  for (KeyView& key : key_views(status()))
    if (key.ckn == ckn) return std::move(key);
  return std::nullopt;
}

}  // namespace macsecd
