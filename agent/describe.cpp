#include "describe.hpp"

#include <algorithm>

#include "describe_mka.hpp"
#include "describe_rotation.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Json;

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

// A trigger that is not set has no number.
Json digits_or_null(std::uint64_t number) {
  return number != 0 ? Json(std::to_string(number)) : Json(nullptr);
}

MkaFacts mka_facts(const ConnectionView& c) {
  const auto count = [&](KeyState state) {
    return std::count_if(c.keys.begin(), c.keys.end(),
                         [&](const KeyView& key) { return key.verdict.state == state; });
  };
  const auto failed = count(KeyState::failed);
  const bool every = failed > 0 && failed + count(KeyState::disassociated) == std::ssize(c.keys);
  const bool active = c.link_up && c.settings.admin_up();
  return {active, every, c.settings.priority};
}

// The MAC algorithm follows the length of the CAK (802.1X 9.3.3).
Json cryptographic_algorithm(const KeyView& key) {
  if (!key.cak_size) return nullptr;
  return "AES_" + std::to_string(*key.cak_size * 8) + "_CMAC";
}

Json active_delta(const ConnectionView& c) {
  if (!c.rotation || !c.rotation->active_delta) return nullptr;
  return describe(*c.rotation->active_delta, c.suite_in_use);
}

}  // namespace

Json describe(const Reason& reason) {
  return {{"code", reason.code},
          {"message", reason.message},
          {"moreInfo", reason.more.empty() ? Json(nullptr) : Json(reason.more)}};
}

Json describe(const std::vector<Reason>& reasons) {
  Json out = Json::array();
  for (const Reason& reason : reasons) out.push_back(describe(reason));
  return out;
}

Json describe(const KeyView& key, mka::CipherSuite suite) {
  std::vector<Reason> reasons = key.verdict.reasons;
  reasons.insert(reasons.end(), key.cautions.begin(), key.cautions.end());
  Json out{{"ckn", key.ckn.hex()},
           {"state", to_string(key.verdict.state)},
           {"cipherSuite", mka::to_string(suite)},
           {"role", or_null(key.role)},
           {"sequence", key.sequence},
           {"startOn", key.start.on ? Json(to_string(*key.start.on)) : Json(nullptr)},
           {"activateWhenPeerSeen", key.start.when_peer_seen},
           {"statusReasons", describe(reasons)},
           {"session", to_string(key.session)},
           {"secretName", key.secret.empty() ? Json(nullptr) : Json(key.secret)},
           {"createdAt", key.created_at ? Json(to_string(*key.created_at)) : Json(nullptr)},
           {"ageSeconds", key.created_at ? Json(key.age.count()) : Json(nullptr)},
           {"pendingDeletion", key.deleted_on.has_value()},
           {"deletionOn", key.deleted_on ? Json(to_string(*key.deleted_on)) : Json(nullptr)},
           {"cryptographicAlgorithm", cryptographic_algorithm(key)}};
  if (!key.token_uri.empty()) out["pkcs11Uri"] = key.token_uri;
  return out;
}

Json describe(const ConnectionView& c) {
  const ConnectionSettings& s = c.settings;
  Json keys = Json::array();
  for (const KeyView& key : c.keys) keys.push_back(describe(key, c.suite_in_use));
  const bool secured = c.mka && c.mka->secured;
  Json out{{"connectionName", s.name},
           {"interface", s.interface},
           {"device", s.device},
           {"connectionState", to_string(c.state)},
           {"encryptionMode", to_string(s.mode)},
           {"cipherSuite", mka::to_string(s.suite)},
           {"keyServerPriority", s.priority},
           {"confidentiality", to_string(s.confidentiality)},
           {"sakRekeyIntervalSeconds", s.rekey_interval_seconds},
           {"sakRekeyPacketNumber", digits_or_null(s.rekey_packet_number)},
           {"sakRekeyOctets", digits_or_null(s.rekey_octets)},
           {"maxKeys", s.max_keys},
           {"keychainMode", to_string(s.keychain_mode)},
           {"onLastKey", to_string(s.on_last_key)},
           {"keyTimeoutSeconds", s.key_timeout_seconds},
           {"portEncryptionStatus", secured ? "Encryption Up" : "Encryption Down"},
           {"macSecKeys", std::move(keys)},
           {"mka", describe_mka(c.mka, mka_facts(c))},
           {"counters", Json(c.counters)},
           {"statusReasons", describe(c.reasons)}};
  out.update(to_json(s.interop));
  out.update(to_json(s.clear));
  out.update(to_json(s.key_age));
  out["controlledPort"] = c.link_up && c.mka && c.mka->open ? "open" : "closed";
  out["clearTrafficSeconds"] = c.clear_seconds;
  out["inClearSince"] = c.in_clear_since ? Json(to_string(*c.in_clear_since)) : Json(nullptr);
  out.update(to_json(s.offload));
  out["offloadInEffect"] =
      c.offload_in_effect ? Json(netlink::to_string(*c.offload_in_effect)) : Json(nullptr);
  out["adminState"] = to_string(s.admin_state);
  out["portGuard"] = to_json(s.guard);
  out["portGuard"]["state"] = to_string(c.guard);
  out.update(to_json(s.device_settings));
  out["deviceMtu"] = c.device_mtu ? Json(*c.device_mtu) : Json(nullptr);
  out["cipherSuiteInUse"] = mka::to_string(c.suite_in_use);
  out["profile"] = to_string(s.profile);
  out["rotation"] = describe_rotation(c.rotation);
  out["activeDelta"] = active_delta(c);
  out["lagName"] = c.lag.empty() ? Json(nullptr) : Json(c.lag);
  out["replayWindow"] = s.replay_window;
  out["entityTag"] = c.entity_tag;
  return out;
}

}  // namespace macsecd
