#include "key_wait.hpp"

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

bool is_same_ckn(const std::string& a, const std::string& b) {
  return CLI::detail::to_lower(a) == CLI::detail::to_lower(b);
}

Result<bool> secures(const Json& connection, const std::string& ckn) {
  const Json& key = key_of(connection, ckn);
  if (key.is_null())
    return Failure{Error{Errc::key_not_found, "key " + ckn + " was deleted meanwhile", ""}};
  const std::string state = text_member(key, "state").value_or("");
  if (state == "disassociating" || state == "disassociated")
    return Failure{
        Error{Errc::incorrect_status, "key " + ckn + " was disassociated meanwhile", ""}};
  if (text_member(connection, "encryptionMode") == "no_encrypt")
    return Failure{Error{Errc::incorrect_status,
                         "the key is associated, but nothing is secured: the mode is no_encrypt",
                         "update-connection --encryption-mode should_encrypt or must_encrypt"}};
  return is_secured(connection) && state == "associated";
}

}  // namespace

const Json& key_of(const Json& connection, const std::string& ckn) {
  for (const Json& key : member(connection, "macSecKeys"))
    if (is_same_ckn(text_member(key, "ckn").value_or(""), ckn)) return key;
  return member(connection, "no such key");
}

Result<Value> await_key(Client& client, const std::string& name, const std::string& ckn,
                        std::chrono::seconds timeout) {
  const auto connection = await(client, name, "associated and secured", timeout,
                                [&](const Json& present) { return secures(present, ckn); });
  if (!connection) return Failure{connection.error()};
  const Json& key = key_of(*connection, ckn);
  const bool stands_by = text_member(key, "role") == "standby";
  return Value{Json{{"key", key}},
               say(name + ": key " + ckn + " is associated, the link is secured" +
                   (stands_by ? " by another key; this one stands by" : ""))};
}

}  // namespace macsecctl
