// Port: its keychain, as an operator and the agent change it.
#include <algorithm>

#include "crypto/kdf.hpp"
#include "port.hpp"
#include "world.hpp"

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

namespace {

// The agent's: three MKA Life Times for the traffic to move.
constexpr Duration longest_leave = 18s;
constexpr Duration leave_check = 100ms;

std::string described(const std::vector<Key>& keys) {
  std::string text;
  for (const Key& key : keys)
    text += ' ' + key.ckn + (key.secret == "us" ? "" : " (" + key.secret + ')') +
            (key.leaving ? " leaving" : "");
  return text.empty() ? " none" : text;
}

auto with_ckn(std::string_view ckn) {
  return [ckn](const Key& key) { return key.ckn == ckn; };
}

void leaving_last(std::vector<Key>& keys) {
  std::ranges::stable_partition(keys, [](const Key& key) { return !key.leaving; });
}

}  // namespace

Cak cak_of(const Key& key) {
  std::uint64_t seed = 0;
  for (const char c : key.secret) seed = seed * 131 + static_cast<unsigned char>(c);
  Dice dice(seed);
  std::vector<std::uint8_t> octets(key.size);
  for (std::uint8_t& octet : octets) octet = static_cast<std::uint8_t>(dice.next());
  return *Cak::copy_from(octets);
}

void Port::learn_ick(const Key& key) {
  const auto ckn = Ckn::from_hex(key.ckn);
  auto ick = crypto::Cmac::with_key(derive_keys(cak_of(key), *ckn)->ick.expose());
  icks_.erase(*ckn);
  icks_.emplace(*ckn, std::move(*ick));
}

void Port::associate(const Key& key, std::size_t place) {
  learn_ick(key);
  keys_.insert(keys_.begin() + static_cast<std::ptrdiff_t>(std::min(place, keys_.size())), key);
  leaving_last(keys_);
  hand_keys();
}

void Port::replace(const Key& key) {
  learn_ick(key);
  *std::ranges::find_if(keys_, with_ckn(key.ckn)) = key;
  hand_keys();
}

void Port::disassociate(std::string_view ckn) {
  std::erase_if(keys_, with_ckn(ckn));
  hand_keys();
}

void Port::listen_only(std::string_view ckn, bool on) {
  std::ranges::find_if(keys_, with_ckn(ckn))->listen_only = on;
  hand_keys();
}

void Port::retire_key(std::string_view ckn) {
  const bool movable = std::ranges::any_of(keys_, [&](const Key& other) {
    return other.ckn != ckn && !other.leaving && has_live_peer(other.ckn);
  });
  const auto key = std::ranges::find_if(keys_, with_ckn(ckn));
  if (!alive_ || !movable || !carries_traffic(ckn)) return disassociate(ckn);
  key->leaving = true;
  leaving_last(keys_);
  hand_keys();
  let_go(std::string(ckn), world_.now() + longest_leave);
}

void Port::let_go(const std::string& ckn, Time at_the_latest) {
  world_.agenda().after(leave_check, [this, ckn, at_the_latest] {
    const Key* leaving = key(ckn);
    if (leaving == nullptr || !leaving->leaving) return;
    if (world_.now() >= at_the_latest || !carries_traffic(ckn)) return disassociate(ckn);
    let_go(ckn, at_the_latest);
  });
}

void Port::use_only(const Key& key) {
  keys_.clear();
  associate(key);
}

void Port::hand_keys() {
  world_.judge().note(world_.now(), name(), "keys" + described(keys_));
  std::vector<KeyConfig> configs;
  for (const Key& key : keys_) {
    const Ckn ckn = *Ckn::from_hex(key.ckn);
    configs.push_back({ckn, *derive_keys(cak_of(key), ckn), key.listen_only});
  }
  if (!alive_) return;
  kay_->set_keys(world_.now(), std::move(configs));
  drain();
}

const Key* Port::key(std::string_view ckn) const {
  const auto found = std::ranges::find_if(keys_, with_ckn(ckn));
  return found == keys_.end() ? nullptr : &*found;
}

bool Port::has_live_peer(std::string_view ckn) const {
  const auto participants = status().participants;
  return std::ranges::any_of(participants, [&](const ParticipantStatus& p) {
    return p.ckn == Ckn::from_hex(ckn) && !p.live.empty();
  });
}

bool Port::carries_traffic(std::string_view ckn) const {
  const auto present = status();
  return std::ranges::any_of(std::array{&present.latest, &present.old}, [&](const auto* sak) {
    return *sak && (*sak)->ckn == Ckn::from_hex(ckn) && ((*sak)->transmits || (*sak)->receives);
  });
}

}  // namespace sim
