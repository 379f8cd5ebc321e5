#include "rotation_text.hpp"

#include "checks_text.hpp"
#include "control/member.hpp"
#include "key_wait.hpp"
#include "spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

// Silence is what waiting means; anything else that is known of the new key is worth telling.
std::string complaint_about(const Json& key) {
  const Json& reasons = member(key, "statusReasons");
  if (!reasons.is_array() || reasons.empty()) return "";
  const auto code = text_member(reasons.front(), "code");
  if (code == "no-eapol-heard" || code == "peer-silent-on-this-ckn") return "";
  return "; so far: " + text_member(reasons.front(), "message").value_or("?");
}

std::string baking(const Json& rotation) {
  const std::string left = age_text(number_member(rotation, "bakeEndsInMs").value_or(0));
  return "the new key carries the traffic; " +
         std::string(flag_member(rotation, "keepOld").value_or(false)
                         ? "the rotation is finished if it does so for another "
                         : "the old one is retired if it does so for another ") +
         left;
}

}  // namespace

std::string checks_text(const std::string& name, const Json& reply, const Style& style) {
  const bool safe = flag_member(reply, "safe").value_or(false);
  return check_lines(member(reply, "checks"), style) + name + ": " +
         (safe ? style.paint(Colour::green, "a rotation is safe now")
               : style.paint(Colour::red, "a rotation is not safe now")) +
         "\n";
}

std::string phase_text(const Json& connection) {
  const Json& rotation = member(connection, "rotation");
  const std::string phase = text_member(rotation, "phase").value_or("?");
  if (phase == "waiting-for-peer")
    return "waiting for the peer: the other end needs the same pair, today or days later" +
           complaint_about(key_of(connection, text_member(rotation, "newCkn").value_or("")));
  if (phase == "moving") return "the peer has the new key; the key server moves the traffic to it";
  if (phase == "baking") return baking(rotation);
  if (phase == "retiring") return "the old key goes out of service";
  return phase;
}

void add_rotation(Sections& out, const Json& connection) {
  const Json& rotation = member(connection, "rotation");
  if (rotation.is_null()) return;
  out.begin(1, "rotation", "to key " + text_member(rotation, "newCkn").value_or("?"));
  out.line("phase", phase_text(connection), Colour::yellow);
  out.line("started at", text_member(rotation, "startedAt").value_or(""));
  const Json& delta = member(connection, "activeDelta");
  if (!delta.is_null())
    out.line("previous key", text_member(delta, "ckn").value_or("?") + ", still " +
                                 text_member(delta, "state").value_or("?"));
}

}  // namespace macsecctl
