#include "lag_rules.hpp"

#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;

std::string speed_text(std::uint32_t mbps) { return std::to_string(mbps) + " Mb/s"; }

Error differs(const MemberFacts& joiner, const std::string& what, std::string hint) {
  return {Errc::lag_mismatch, joiner.settings.name + ": " + what, std::move(hint)};
}

// A key of the same name that is another key cannot be replaced silently.
const Key* other_key_of_same_name(const Keychain& joiner, const Keychain& member) {
  for (const Key& key : member.keys()) {
    const Key* own = joiner.find(key.ckn);
    if (own != nullptr && own->derived && key.derived && !own->derived->of_same_cak(*key.derived))
      return own;
  }
  return nullptr;
}

// Where one of them could not stay: there is one fallback key at most, and which it is never
// changes.
const Key* other_fallback(const Keychain& joiner, const Keychain& member) {
  for (const Key& key : member.keys())
    for (const Key& own : joiner.keys())
      if (own.ckn == key.ckn
              ? own.session != key.session
              : own.session == KeySession::fallback && key.session == KeySession::fallback)
        return &own;
  return nullptr;
}

std::size_t size_with(const Keychain& joiner, const Keychain& member) {
  std::size_t size = joiner.keys().size();
  for (const Key& key : member.keys())
    if (key.wanted && joiner.find(key.ckn) == nullptr) ++size;
  return size;
}

}  // namespace

std::optional<Error> unfit(const MemberFacts& joiner) {
  if (!joiner.lag.empty())
    return differs(joiner, "it is a member of LAG " + joiner.lag + " already",
                   "macsecctl disassociate-connection-from-lag " + joiner.lag + " --connection " +
                       joiner.settings.name);
  if (joiner.problem)
    return differs(joiner, "it has no MACsec device at work: " + joiner.problem->message,
                   joiner.problem->more);
  return std::nullopt;
}

std::optional<Error> mismatch(const MemberFacts& joiner, const MemberFacts& member) {
  const std::string other = member.settings.name;
  if (joiner.speed && member.speed && *joiner.speed != *member.speed)
    return differs(joiner,
                   "its speed is " + speed_text(*joiner.speed) + ", and that of " + other + " is " +
                       speed_text(*member.speed),
                   "all members of a LAG have the same speed");
  if (joiner.mtu != member.mtu)
    return differs(joiner,
                   "the MTU of " + joiner.settings.device + " is " + std::to_string(joiner.mtu) +
                       ", and that of " + member.settings.device + " is " +
                       std::to_string(member.mtu),
                   "give both interfaces the same MTU first");
  if (joiner.settings.suite != member.settings.suite && !joiner.pending)
    return differs(joiner,
                   "its cipher suite is " + std::string(mka::to_string(joiner.settings.suite)) +
                       ", and that of " + other + " is " +
                       std::string(mka::to_string(member.settings.suite)),
                   "delete the connection and create it with the other suite");
  if (joiner.settings.confidentiality != member.settings.confidentiality)
    return differs(joiner, "its confidentiality is not that of " + other,
                   "delete the connection and create it as the other");
  if (const Key* key = other_key_of_same_name(joiner.keys, member.keys))
    return differs(joiner, "its key " + key->ckn.hex() + " has another CAK than that of " + other,
                   "disassociate and delete it first: macsecctl delete-key " +
                       joiner.settings.name + " --ckn " + key->ckn.hex());
  if (const Key* key = other_fallback(joiner.keys, member.keys))
    return differs(joiner,
                   "its key " + key->ckn.hex() + " does not agree with " + other +
                       " about which key is the fallback",
                   "disassociate and delete it first: macsecctl delete-key " +
                       joiner.settings.name + " --ckn " + key->ckn.hex());
  if (size_with(joiner.keys, member.keys) > member.settings.max_keys)
    return Error{Errc::keychain_full,
                 joiner.settings.name + ": its keychain has no room for the keys of " + other,
                 "delete some first: macsecctl delete-key " + joiner.settings.name};
  return std::nullopt;
}

std::vector<mka::Ckn> own_keys(const Keychain& joiner, const Keychain& member) {
  std::vector<mka::Ckn> out;
  for (const Key& key : joiner.keys()) {
    const Key* same = member.find(key.ckn);
    if (key.wanted && (same == nullptr || !same->wanted)) out.push_back(key.ckn);
  }
  return out;
}

ConnectionSettings like(const ConnectionSettings& joiner, const ConnectionSettings& member) {
  ConnectionSettings settings = member;
  settings.name = joiner.name;
  settings.interface = joiner.interface;
  settings.device = joiner.device;
  settings.admin_state = joiner.admin_state;
  return settings;
}

std::vector<Reason> changes(const MemberFacts& joiner, const MemberFacts& member) {
  std::vector<Reason> out;
  const std::string name = joiner.settings.name + ": ";
  if (joiner.settings.mode != member.settings.mode)
    out.push_back(
        {"mode-changed",
         name + "the encryption mode becomes " + std::string(to_string(member.settings.mode)), ""});
  ConnectionSettings rest = like(joiner.settings, member.settings);
  rest.mode = joiner.settings.mode;
  if (rest != joiner.settings)
    out.push_back(
        {"policy-changed", name + "its policy becomes that of " + member.settings.name, ""});
  for (const mka::Ckn& ckn : own_keys(joiner.keys, member.keys))
    out.push_back({"key-disassociated", name + "its own key " + ckn.hex() + " is disassociated",
                   "it serves until the traffic has moved, 18 s at most"});
  for (const Key& key : member.keys.keys()) {
    const Key* own = joiner.keys.find(key.ckn);
    if (key.wanted && (own == nullptr || !own->wanted))
      out.push_back(
          {"key-associated", name + "the LAG's key " + key.ckn.hex() + " is associated", ""});
  }
  return out;
}

}  // namespace macsecd
