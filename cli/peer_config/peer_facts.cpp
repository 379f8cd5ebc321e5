#include "peer_config/peer_facts.hpp"

#include <algorithm>

#include "control/member.hpp"
#include "key_wait.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

constexpr const char* usual_group_address = "01:80:c2:00:00:03";
constexpr const char* usual_ether_type = "888e";
// Between the priorities of the two ends: room for a third.
constexpr std::int64_t priority_step = 16;

std::string text(const Json& object, const char* name) {
  return text_member(object, name).value_or("");
}

bool is_in_service(const Json& key) {
  const std::string state = text(key, "state");
  return state != "disassociated" && state != "disassociating";
}

Result<const Json*> chosen_key(const Json& connection, const std::string& ckn) {
  if (!ckn.empty()) {
    const Json& key = key_of(connection, ckn);
    if (!key.is_null()) return &key;
    return Failure{Error{Errc::key_not_found, "there is no key with CKN " + ckn,
                         "macsecctl describe-keys lists the keys"}};
  }
  for (const Json& key : member(connection, "macSecKeys"))
    if (is_in_service(key)) return &key;
  return Failure{Error{Errc::key_not_found, "no key is in service that the other end could have",
                       "macsecctl associate-key NAME --generate makes a pair"}};
}

Result<void> read_key(const Json& connection, const std::string& ckn, PeerFacts& facts) {
  const auto key = chosen_key(connection, ckn);
  if (!key) return Failure{key.error()};
  facts.ckn = text(**key, "ckn");
  const auto algorithm = text_member(**key, "cryptographicAlgorithm");
  if (!algorithm)
    return Failure{Error{Errc::secret_not_readable,
                         "the CAK of key " + facts.ckn + " cannot be read: its length is not known",
                         "macsecctl keystore status tells why"}};
  facts.cak_digits = *algorithm == "AES_128_CMAC" ? 32 : 64;
  for (const Json& other : member(connection, "macSecKeys"))
    if (is_in_service(other) && text(other, "ckn") != facts.ckn)
      facts.other_ckns.push_back(text(other, "ckn"));
  return {};
}

}  // namespace

Result<PeerFacts> peer_facts(const Json& connection, const std::string& ckn) {
  PeerFacts facts;
  facts.connection = text(connection, "connectionName");
  if (auto key = read_key(connection, ckn, facts); !key) return Failure{key.error()};
  facts.suite = text(connection, "cipherSuiteInUse");
  facts.mode = text(connection, "encryptionMode");
  if (facts.mode == "no_encrypt")
    return Failure{Error{
        Errc::incorrect_status, "its mode is no_encrypt: the other end needs no configuration",
        "macsecctl update-connection " + facts.connection + " --encryption-mode must_encrypt"}};
  facts.encrypts = text(connection, "confidentiality") != "integrity-only";
  facts.sends_sci = flag_member(connection, "sendSci").value_or(true);
  facts.icv_indicator = flag_member(connection, "includeIcvIndicator").value_or(false);
  facts.by_live_list = text(connection, "ssciMode") == "live-list";
  facts.pads_ckn = text(connection, "cknMatch") == "auto";
  facts.group_address = text(connection, "groupAddress");
  facts.ether_type = text(connection, "etherType");
  facts.standard_eapol =
      facts.group_address == usual_group_address && facts.ether_type == usual_ether_type;
  facts.priority = number_member(connection, "keyServerPriority").value_or(0);
  facts.peer_priority = facts.priority < 255
                            ? std::min<std::int64_t>(255, facts.priority + priority_step)
                            : facts.priority - priority_step;
  facts.rekey_seconds = number_member(connection, "sakRekeyIntervalSeconds").value_or(0);
  facts.replay_window = number_member(connection, "replayWindow").value_or(0);
  return facts;
}

}  // namespace macsecctl
