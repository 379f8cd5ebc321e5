// Connection: its life as a member of a LAG.
#include <algorithm>

#include "clock.hpp"
#include "connection.hpp"
#include "key_facts.hpp"
#include "log.hpp"
#include "netlink/parent.hpp"

namespace macsecd {

using macsec::Result;

void Connection::set_lag(std::string name) {
  saved_.lag = std::move(name);
  attachment_.follow_lag();
}

bool Connection::is_open() const {
  const LinuxPort* at_work = attachment_.port();
  return at_work != nullptr && at_work->secy().controlled_port_enabled();
}

void Connection::hold_out(bool held_out) {
  LinuxPort* at_work = attachment_.port();
  if (at_work == nullptr) return;
  if (const auto done = at_work->secy().hold_out(held_out); !done)
    log::error(name() + ": " + saved_.settings.device +
               " does not follow its LAG: " + netlink::describe(done.error()));
}

MemberFacts Connection::member_facts() const {
  MemberFacts facts{saved_.settings, saved_.keys};
  facts.pending = state() == ConnectionState::pending;
  facts.problem = attachment_.problem();
  facts.lag = saved_.lag;
  const LinuxPort* at_work = attachment_.port();
  if (at_work == nullptr) return facts;
  facts.speed = netlink::link_speed(at_work->plan().parent.ifindex);
  if (const auto device = world_.kernel.link(at_work->plan().device)) facts.mtu = device->mtu;
  return facts;
}

// The LAG's keys come before the own ones go: neither is traffic interrupted without need, nor does
// the rule for the last key apply.
Result<void> Connection::become_like(const Connection& member) {
  const auto own = own_keys(saved_.keys, member.saved_.keys);
  if (auto changed = update(like(saved_.settings, member.saved_.settings)); !changed)
    return changed;
  const auto& keys = member.saved_.keys.keys();
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    const Key* known = saved_.keys.find(key->ckn);
    if (!key->wanted || !key->derived || (known != nullptr && known->wanted)) continue;
    auto added = saved_.keys.add(key->ckn, key->derived->clone(), now(), Keychain::largest,
                                 key->start, key->session);
    if (!added) return added;
    if (known == nullptr) saved_.keys.set_token(key->ckn, key->token_uri);
    if (known == nullptr && has_named_secret(*key))
      saved_.keys.keep_in_vault(key->ckn, key->secret.name);
    put_into_service(key->ckn);
  }
  const bool another = saved_.keys.any_wanted() && member.saved_.keys.any_wanted();
  for (const mka::Ckn& ckn : own) {
    std::optional<mka::Time> leaves_by;
    const auto present = status();
    if (another && present && carries_traffic(*present, ckn)) leaves_by = now() + longest_leave;
    if (auto gone = saved_.keys.disassociate(ckn, leaves_by); !gone) return gone;
  }
  apply_keys();
  settle();
  return {};
}

}  // namespace macsecd
