#include "saved_key.hpp"

#include "members.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {

using macsec::Json;

// Of a key in service only name and place are said: earlier versions read that too.
Json to_json(const Key& key) {
  Json out{{"ckn", key.ckn.hex()}, {"sequence", key.sequence}};
  if (!key.wanted) out["wanted"] = false;
  if (key.start.on) out.update({{"startOn", to_string(*key.start.on)}, {"started", key.started}});
  if (key.start.when_peer_seen) out["activateWhenPeerSeen"] = true;
  if (!key.token_uri.empty()) out["pkcs11Uri"] = key.token_uri;
  if (key.session != KeySession::primary) out["session"] = to_string(key.session);
  if (!key.secret.name.empty()) out["secretName"] = key.secret.name;
  return out;
}

std::optional<Key> key_from(const Json& entry) {
  Members in(entry);
  std::string hex;
  std::string start_on;
  in.text("ckn", hex);
  const auto ckn = mka::Ckn::from_hex(hex);
  if (!ckn) return std::nullopt;
  Key key{*ckn, std::nullopt};
  in.number("sequence", key.sequence, 1, UINT64_MAX - Keychain::largest);
  in.flag("wanted", key.wanted);
  in.text("startOn", start_on);
  in.flag("started", key.started);
  in.flag("activateWhenPeerSeen", key.start.when_peer_seen);
  in.word("session", key.session, key_session_from, "primary, fallback");
  in.text("pkcs11Uri", key.token_uri);
  in.text("secretName", key.secret.name);
  if (!key.secret.name.empty() && !is_secret_name(key.secret.name)) return std::nullopt;
  key.secret.plain_file = key.secret.name.empty() && key.token_uri.empty();
  if (!start_on.empty()) {
    key.start.on = wall_time_from(start_on, WallTime{});
    if (!key.start.on) return std::nullopt;
  }
  if (in.error() || key.sequence == 0 || (!key.started && !key.start.on)) return std::nullopt;
  return key;
}

}  // namespace macsecd
