#include "keychain_watch.hpp"

#include <algorithm>

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr Duration life = 6s;
constexpr Duration look_interval = 100ms;
// The answers of slow SecYs, while some transmit on the new SAK and some still on the old one.
constexpr Duration a_rotation_under_way = 3s;

std::optional<Ckn> key_in_use(const Port& port) {
  const auto status = port.status();
  for (const auto* sak : {&status.latest, &status.old})
    if (*sak && (*sak)->transmits) return (*sak)->ckn;
  return std::nullopt;
}

}  // namespace

KeychainWatch::KeychainWatch(World& world, std::vector<Port*> ports)
    : world_(world), ports_(std::move(ports)) {
  world_.on_loss = [this](Time sent, const std::string& what) { judge_loss(sent, what); };
  keep_looking();
}

void KeychainWatch::keep_looking() {
  look();
  judge_delay();
  judge_choice();
  world_.agenda().after(look_interval, [this] { keep_looking(); });
}

void KeychainWatch::mute(const std::string& ckn) {
  muted_[ckn] = true;
  world_.network().mute(*Ckn::from_hex(ckn));
  look();
}

void KeychainWatch::unmute(const std::string& ckn) {
  muted_[ckn] = false;
  live_trusted_ = world_.now() + life;
  world_.network().unmute(*Ckn::from_hex(ckn));
  look();
}

// What flows must go on; what does not is given its time anew.
void KeychainWatch::was_restarted() {
  ++restarts_;
  if (bearable() == 0ms) {
    bonds_.clear();
    live_trusted_ = world_.now() + life;
  }
  look();
  if (owed_since_) return;
  for (auto& [ckn, bond] : bonds_) bond.since = world_.now();
}

// ---- what is the case ----

// No peer is lost for want of luck alone.
bool KeychainWatch::fair() const { return world_.now() >= unfair_until_; }

// Otherwise, where a peer was lost, nothing is owed until the keys have shown anew that they work.
void KeychainWatch::heed_losses() {
  const Weather& weather = world_.network().weather;
  if (weather.loss_percent > 0 && !weather.spares_the_next) unfair_until_ = world_.now() + 2 * life;
  std::uint64_t lost = 0;
  for (const Port* port : ports_)
    lost += port->events(EventKind::peer_lost) + port->events(EventKind::mi_changed);
  if (lost == peers_lost_) return;
  peers_lost_ = lost;
  if (fair()) return;
  bonds_.clear();
  live_trusted_ = world_.now() + life;
}

// Where MKPDUs are lost, a peer may be lost before the new MI has met it. In a group a restarted
// key server may meet the others one by one, and its first SAK counts those that it has met.
Duration KeychainWatch::bearable() const {
  const bool safe = world_.network().weather.loss_percent == 0 && ports_.size() == 2;
  return safe ? bearable_absence : 0ms;
}

bool KeychainWatch::present(const Port& port) const {
  const auto seen = last_seen_.find(port.id());
  return seen != last_seen_.end() && world_.now() - seen->second <= bearable();
}

bool KeychainWatch::shared(const Key& key) const {
  const auto muted = muted_.find(key.ckn);
  if (muted != muted_.end() && muted->second) return false;
  return std::ranges::all_of(ports_, [&](const Port* port) {
    const Key* same = port->key(key.ckn);
    return present(*port) && same != nullptr && same->secret == key.secret;
  });
}

bool KeychainWatch::live_at_all(const std::string& ckn) const {
  return std::ranges::all_of(ports_, [&](const Port* port) {
    const auto participants = port->status().participants;
    return port->alive() && std::ranges::any_of(participants, [&](const ParticipantStatus& p) {
             return p.ckn == Ckn::from_hex(ckn) && p.live.size() + 1 == ports_.size();
           });
  });
}

std::string KeychainWatch::configuration() const {
  std::string text = std::to_string(restarts_);
  if (!fair()) text += " lost " + std::to_string(peers_lost_);
  for (const Port* port : ports_) {
    text += '|' + std::to_string(port->policy().key_server_priority) +
            (present(*port) ? "" : " absent") + (port->on_line() ? "" : " off");
    for (const Key& key : port->keys())
      text += ' ' + key.ckn + key.secret + (key.leaving ? "-" : "");
  }
  for (const auto& [ckn, muted] : muted_)
    if (muted) text += " without " + ckn;
  return text;
}

void KeychainWatch::look() {
  const Time now = world_.now();
  for (const Port* port : ports_) {
    if (!port->on_line()) continue;
    const auto seen = last_seen_.find(port->id());
    const bool returns =
        seen != last_seen_.end() && now - seen->second > bearable() + look_interval;
    if (returns) live_trusted_ = now + life;
    last_seen_[port->id()] = now;
  }
  heed_losses();
  if (const auto present = configuration(); present != configuration_) {
    configuration_ = present;
    changed_ = now;
    chosen_ = false;
  }
  std::map<std::string, Bond> bonds;
  for (const Key& key : ports_.front()->keys()) {
    if (!shared(key)) continue;
    const auto known = bonds_.find(key.ckn);
    Bond bond = known != bonds_.end() ? known->second : Bond{.since = now};
    bond.works = bond.works || now - bond.since >= due_after ||
                 (now >= live_trusted_ && live_at_all(key.ckn));
    bonds.emplace(key.ckn, bond);
  }
  bonds_ = std::move(bonds);
  const bool any_works = std::ranges::any_of(bonds_, [](const auto& b) { return b.second.works; });
  if (any_works == owed_since_.has_value() || (any_works && !secured())) return;
  owed_since_ = any_works ? std::optional(now) : std::nullopt;
  world_.judge().note(now, "world", any_works ? "traffic is owed" : "no shared key works");
}

const Port* KeychainWatch::key_server() const {
  return *std::ranges::min_element(ports_, {}, [](const Port* port) {
    return std::pair(port->policy().key_server_priority, port->sci());
  });
}

std::optional<std::string> KeychainWatch::newest_shared() const {
  for (const Key& key : key_server()->keys())
    if (bonds_.contains(key.ckn)) return key.ckn;
  return std::nullopt;
}

// The engines say so, and their SecYs, which may be late, do it.
bool KeychainWatch::secured() const {
  return world_.agree(ports_) && std::ranges::all_of(ports_, &Port::secured);
}

bool KeychainWatch::secured_under(const std::string& ckn) const {
  return secured() && std::ranges::all_of(ports_, [&](const Port* port) {
           return key_in_use(*port) == Ckn::from_hex(ckn);
         });
}

// ---- what is owed ----

void KeychainWatch::judge_loss(Time sent, const std::string& what) {
  look();
  if (!owed_since_ || sent < *owed_since_) return;
  std::string keys;
  for (const auto& [ckn, bond] : bonds_)
    if (bond.works) keys += ' ' + ckn;
  world_.judge().fail(world_.now(), "world", what + ", though a shared key works:" + keys);
}

void KeychainWatch::judge_delay() {
  if (owed_since_) return;
  for (const auto& [ckn, bond] : bonds_)
    if (world_.now() - bond.since >= due_after + a_rotation_under_way)
      world_.judge().fail(world_.now(), "world", "not secured, though all share " + ckn);
}

void KeychainWatch::judge_choice() {
  const auto newest = newest_shared();
  if (chosen_ || quiet() < due_after || !newest) return;
  chosen_ = secured_under(*newest);
  if (!chosen_ && quiet() >= due_after + a_rotation_under_way)
    world_.judge().fail(world_.now(), "world",
                        "not secured under the newest shared key " + *newest);
}

}  // namespace sim
