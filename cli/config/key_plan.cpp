#include "config/key_plan.hpp"

#include <set>

#include "control/member.hpp"
#include "key_wait.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string text(const Json& object, const char* name) {
  return text_member(object, name).value_or("");
}

bool is_out_of_use(const Json& key) {
  return text(key, "state") == "disassociated" || text(key, "state") == "disassociating";
}

class KeyPlanner {
 public:
  KeyPlanner(const KeyPlanInput& in, Plan& plan, Complaints& complaints)
      : in_(in), plan_(plan), complaints_(complaints), name_(in.wish.name) {}

  void run() {
    // Of two keys the one that is added last is the newest: the first of the list.
    const auto& keys = *in_.wish.keys;
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) plan_key(*key);
    remove_others();
    check_room();
    check_exclusive();
  }

 private:
  void complain(const Origin& origin, const std::string& what, std::string hint) {
    complaints_.push_back(origin.complaint(name_ + ": " + what, std::move(hint)));
  }
  void add(const char* method, Json parameters, std::string line, std::string disturbance = "") {
    parameters["connectionName"] = name_;
    plan_.steps.push_back(
        {name_, method, std::move(parameters), std::move(line), std::move(disturbance)});
  }

  void plan_key(const WishedKey& key) {
    const std::string secret = text(key.members, "secretName");
    const std::string ckn = secret.empty() ? text(key.members, "ckn") : ckn_of(key, secret);
    if (ckn.empty()) return;
    const Json& there = key_of(in_.connection, ckn);
    wished_.insert(there.is_null() ? ckn : text(there, "ckn"));
    if (!there.is_null()) return keep(key, there, secret);
    if (!secret.empty()) return add_secret(key, secret);
    if (key.members.contains("pkcs11Uri"))
      return add("AssociateTokenKey", key.members, "+ key " + ckn + " of a token");
    complain(
        key.origin.below("ckn"), "there is no key with CKN " + ckn + ", and no secret is named",
        "macsecctl associate-key " + name_ + " --ckn " + ckn + ", or say \"secretName\" instead");
  }

  std::string ckn_of(const WishedKey& key, const std::string& secret) {
    const Json& found = in_.present.secret(secret);
    if (found.is_null()) {
      complain(key.origin.below("secretName"), "there is no secret " + secret,
               "macsecctl import-secret " + secret + " --ckn HEX --cak-file FILE");
      return "";
    }
    if (flag_member(found, "pendingDeletion").value_or(false) &&
        key_of(in_.connection, text(found, "ckn")).is_null()) {
      complain(key.origin.below("secretName"), "secret " + secret + " is to be deleted",
               "macsecctl cancel-key-deletion " + secret);
      return "";
    }
    return text(found, "ckn");
  }

  void keep(const WishedKey& key, const Json& there, const std::string& secret) {
    const std::string ckn = text(there, "ckn");
    if (!secret.empty() && text(there, "secretName") != secret)
      return complain(key.origin.below("secretName"),
                      "key " + ckn + " is there with the secret " + text(there, "secretName"),
                      "name that secret, or disassociate and delete the key first");
    const std::string session = text(key.members, "session");
    if (!session.empty() && session != text(there, "session"))
      return complain(
          key.origin.below("session"),
          "key " + ckn + " is a " + text(there, "session") + " key, which cannot change",
          "disassociate and delete it first");
    if (is_out_of_use(there))
      add("ReassociateKey", Json{{"ckn", ckn}}, "~ key " + ckn + ": in use again");
  }

  void add_secret(const WishedKey& key, const std::string& secret) {
    if (!in_.present.may_use(name_, secret))
      add("GrantSecrets", Json{{"secretName", secret}}, "+ grant of secret " + secret);
    add("AssociateKey", key.members, "+ key of secret " + secret);
  }

  void remove_others() {
    for (const Json& key : member(in_.connection, "macSecKeys")) {
      const std::string ckn = text(key, "ckn");
      if (wished_.contains(ckn)) continue;
      if (!in_.prune) {
        plan_.left.push_back("key " + ckn + " of " + name_);
        ++staying_;
        continue;
      }
      if (!is_out_of_use(key))
        add("DisassociateKey", Json{{"ckn", ckn}}, "- key " + ckn + ": out of use",
            text(key, "role") == "principal"
                ? "traffic moves to another key, if the other end has it"
                : "");
      add("DeleteKey", Json{{"ckn", ckn}}, "- key " + ckn + ": deleted");
    }
  }

  void check_room() {
    const auto limit = number_member(in_.settings, "maxKeys").value_or(0);
    const auto count = static_cast<std::int64_t>(wished_.size()) + staying_;
    if (count > limit)
      complain(
          in_.wish.origin.below("macSecKeys"),
          "it would have " + std::to_string(count) + " keys, and may have " + std::to_string(limit),
          staying_ > 0 ? "--prune removes those that are not in the files; or raise maxKeys"
                       : "raise maxKeys, or leave some out");
  }

  // Each that is added would put the others out of service again, for ever.
  void check_exclusive() {
    if (text(in_.settings, "keychainMode") != "exclusive") return;
    std::size_t primary = 0;
    for (const WishedKey& key : *in_.wish.keys)
      if (text(key.members, "session") != "fallback") ++primary;
    if (primary > 1)
      complain(in_.wish.origin.below("macSecKeys"),
               "keychainMode exclusive has one key in service, and " + std::to_string(primary) +
                   " are named",
               "name one, and perhaps a fallback key; or say \"keychainMode\": \"standby\"");
  }

  const KeyPlanInput& in_;
  Plan& plan_;
  Complaints& complaints_;
  const std::string& name_;
  std::set<std::string> wished_;  // their CKNs
  std::int64_t staying_ = 0;
};

}  // namespace

void add_key_steps(const KeyPlanInput& input, Plan& plan, Complaints& complaints) {
  KeyPlanner(input, plan, complaints).run();
}

}  // namespace macsecctl
