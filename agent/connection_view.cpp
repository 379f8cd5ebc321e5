// Connection, as others see it.
#include "clock.hpp"
#include "connection.hpp"
#include "entity_tag.hpp"
#include "key_facts.hpp"
#include "suite_choice.hpp"

namespace macsecd {

std::optional<mka::KayStatus> Connection::status() const {
  if (attachment_.port() == nullptr) return std::nullopt;
  return attachment_.port()->port().status();
}

ConnectionFacts Connection::facts(const std::optional<mka::KayStatus>& present) const {
  return {saved_.secured_once, present && present->secured, attachment_.link_up(),
          present && present->clear, saved_.settings.admin_up()};
}

ConnectionState Connection::state() const { return connection_state(facts(status())); }

bool Connection::is_secured() const {
  const auto present = status();
  return present && present->secured;
}

bool Connection::passes_clear_text() const { return in_clear(facts(status())); }

std::optional<std::uint64_t> Connection::mkpdus_heard() const {
  if (attachment_.port() == nullptr) return std::nullopt;
  return attachment_.port()->eapol().received;
}

KeyFacts Connection::facts_of(const Key& key, const std::optional<mka::KayStatus>& present) const {
  PortFacts port{attachment_.link_up(), false, sak_failure_,
                 std::chrono::seconds(saved_.settings.key_timeout_seconds),
                 saved_.settings.admin_up()};
  if (const LinuxPort* at_work = attachment_.port())
    port.eapol_heard = at_work->eapol().received > 0;
  // A rotation waits for its peer as long as it takes.
  if (saved_.rotation && saved_.rotation->fresh == key.ckn) port.patience = mka::Duration::max();
  return key_facts(key, present, port, now());
}

std::vector<KeyView> Connection::key_views(const std::optional<mka::KayStatus>& present) const {
  std::vector<KeyView> out;
  for (const Key& key : saved_.keys.keys()) {
    KeyView view{key.ckn, key_state(facts_of(key, present))};
    if (const auto* participant = present ? participant_of(*present, key.ckn) : nullptr)
      view.role = participant->principal ? "principal" : "standby";
    view.sequence = key.sequence;
    view.start = key.start;
    view.token_uri = key.token_uri;
    if (key.derived) view.cak_size = key.derived->cak_size();
    add_secret_facts(view, key);
    out.push_back(std::move(view));
  }
  return out;
}

void Connection::add_secret_facts(KeyView& view, const Key& key) const {
  view.session = key.session;
  if (key.token_uri.empty()) view.secret = secret_of(name(), key);
  view.deleted_on = key.facts.deleted_on;
  if (!key.facts.created_at) return;
  view.created_at = key.facts.created_at;
  view.age = key_age(*key.facts.created_at, wall_now());
  if (auto old = key_age_reason(saved_.settings.key_age, key.session, view.age))
    view.cautions.push_back(*std::move(old));
}

std::vector<Reason> Connection::reasons(const std::optional<mka::KayStatus>& present) const {
  std::vector<Reason> out;
  if (!saved_.settings.admin_up())
    out.push_back({"administratively-down", "the connection was taken down: nothing passes",
                   "macsecctl up " + name()});
  if (attachment_.problem()) out.push_back(*attachment_.problem());
  for (Reason& reason : attachment_.parent_care().reasons()) out.push_back(std::move(reason));
  for (Reason& caution : attachment_.cautions()) out.push_back(std::move(caution));
  if (attachment_.port() != nullptr && !attachment_.link_up())
    out.push_back({"interface-down", saved_.settings.interface + " has no link", ""});
  if (const auto offload = attachment_.offload_reason(present && present->secured))
    out.push_back(*offload);
  if (in_clear(facts(present)))
    out.push_back({"clear-traffic", "the link is up but CLEAR: traffic passes unprotected",
                   "must_encrypt would block it"});
  const bool closed = present && attachment_.link_up() && !present->open;
  if (closed && saved_.settings.mode == mka::EncryptionMode::should_encrypt)
    out.push_back({"waits-for-mka", "nothing passes yet: MKA is given time to secure the link",
                   "then clear text passes; --clear-after 0 would let it pass at once"});
  if (present && present->data_plane_mismatch)
    out.push_back({"data-plane-mismatch", "what the peer protects arrives and is refused",
                   "the SAK is renewed; see the counters: macsecctl show " + name()});
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
          .clear_seconds = clear_time_.total(now()),
          .in_clear_since = saved_.clear_traffic.since,
          .keys = std::move(keys),
          .mka = present,
          .counters = totals_.values(),
          .reasons = reasons(present),
          .guard = attachment_.parent_care().state(),
          .rotation = std::move(rotation),
          .device_mtu = attachment_.device_mtu(),
          .suite_in_use = suite_in_use(saved_.settings, saved_.device),
          .offload_in_effect = attachment_.offload_in_effect(),
          .lag = saved_.lag,
          .entity_tag = entity_tag(saved_)};
}

std::optional<KeyView> Connection::key_view(const mka::Ckn& ckn) const {
  for (KeyView& key : key_views(status()))
    if (key.ckn == ckn) return std::move(key);
  return std::nullopt;
}

}  // namespace macsecd
