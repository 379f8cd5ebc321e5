#include "methods/key_start.hpp"

namespace macsecd::methods {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Result<KeyStart> key_start(const macsec::Call& call) {
  KeyStart start;
  start.when_peer_seen = call.flag("activateWhenPeerSeen").value_or(false);
  const auto text = call.text("startOn");
  if (!text) return start;
  start.on = wall_time_from(*text, wall_now());
  if (!start.on)
    return Failure{{Errc::illegal_param, "startOn: \"" + *text + "\" is no time",
                    "2026-01-31T12:00:00Z, with an offset +01:00 instead of Z, or +SECONDS"}};
  if (*start.on <= wall_now()) start.on.reset();  // it has come
  return start;
}

Result<std::optional<KeySession>> key_session(const macsec::Call& call) {
  const auto word = call.text("session");
  if (!word) return std::optional<KeySession>{};
  if (const auto session = key_session_from(*word)) return session;
  return Failure{
      {Errc::illegal_param, "session: " + *word + " is not known", "one of primary, fallback"}};
}

}  // namespace macsecd::methods
