#include "keystore_text.hpp"

#include "control/member.hpp"
#include "sections.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string text_of(const Json& thing, const char* name) {
  return text_member(thing, name).value_or("");
}

void add_reason(Sections& out, const Json& reason) {
  out.line("reason", text_of(reason, "message"), Colour::yellow);
  if (const auto more = text_of(reason, "moreInfo"); !more.empty()) out.line("to do", more);
}

void add_master_key(Sections& out, const Json& keystore) {
  if (!text_member(keystore, "provider")) return out.line("master key", "none yet");
  out.line("provider", text_of(keystore, "provider"));
  out.line("master key", text_of(keystore, "masterKey"));
  out.line("vault key", text_of(keystore, "vaultKeyId") + ", of " + text_of(keystore, "createdAt"));
  if (const auto better = text_member(keystore, "betterProvider"))
    out.line("better", "macsecctl keystore rewrap --to " + *better, Colour::yellow);
  if (const auto left = number_member(keystore, "secretsToMove"))
    out.line("moving", std::to_string(*left) + " secrets are still under the former key, of " +
                           text_of(keystore, "formerProvider"));
}

}  // namespace

bool is_sound(const Json& reply) {
  const Json& keystore = member(reply, "keystore");
  return !flag_member(keystore, "locked").value_or(true) &&
         member(keystore, "unreadableSecrets").empty();
}

std::string keystore_text(const Json& reply, const Style& style) {
  const Json& keystore = member(reply, "keystore");
  const bool locked = flag_member(keystore, "locked").value_or(true);
  Sections out(style);
  out.begin(0, "keystore", locked ? "locked" : "open");
  add_master_key(out, keystore);
  for (const Json& reason : member(keystore, "statusReasons")) add_reason(out, reason);
  out.line("secrets", std::to_string(number_member(keystore, "secretCount").value_or(0)));
  for (const Json& secret : member(keystore, "unreadableSecrets")) {
    out.begin(1, "unreadable", text_of(secret, "secretName"));
    add_reason(out, member(secret, "reason"));
  }
  return out.take();
}

}  // namespace macsecctl
