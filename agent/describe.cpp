#include "describe.hpp"

#include <algorithm>

#include "describe_mka.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Json;

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json describe(const std::vector<Reason>& reasons) {
  Json out = Json::array();
  for (const Reason& reason : reasons)
    out.push_back({{"code", reason.code},
                   {"message", reason.message},
                   {"moreInfo", reason.more.empty() ? Json(nullptr) : Json(reason.more)}});
  return out;
}

MkaFacts mka_facts(const ConnectionView& c) {
  const auto failed = [](const KeyView& key) { return key.verdict.state == KeyState::failed; };
  return {c.link_up, !c.keys.empty() && std::all_of(c.keys.begin(), c.keys.end(), failed),
          c.settings.priority};
}

}  // namespace

Json describe(const KeyView& key, mka::CipherSuite suite) {
  return {{"ckn", key.ckn.hex()},
          {"state", to_string(key.verdict.state)},
          {"cipherSuite", mka::to_string(suite)},
          {"role", or_null(key.role)},
          {"statusReasons", describe(key.verdict.reasons)}};
}

Json describe(const ConnectionView& c) {
  const ConnectionSettings& s = c.settings;
  Json keys = Json::array();
  for (const KeyView& key : c.keys) keys.push_back(describe(key, s.suite));
  std::optional<std::string> rekey_pn;
  if (s.rekey_packet_number != 0) rekey_pn = std::to_string(s.rekey_packet_number);
  const bool secured = c.mka && c.mka->secured;
  return {{"connectionName", s.name},
          {"interface", s.interface},
          {"device", s.device},
          {"connectionState", to_string(c.state)},
          {"encryptionMode", to_string(s.mode)},
          {"cipherSuite", mka::to_string(s.suite)},
          {"keyServerPriority", s.priority},
          {"confidentiality", to_string(s.confidentiality)},
          {"sakRekeyIntervalSeconds", s.rekey_interval_seconds},
          {"sakRekeyPacketNumber", or_null(rekey_pn)},
          {"portEncryptionStatus", secured ? "Encryption Up" : "Encryption Down"},
          {"macSecKeys", std::move(keys)},
          {"mka", describe_mka(c.mka, mka_facts(c))},
          {"counters", Json(c.counters)},
          {"statusReasons", describe(c.reasons)}};
}

}  // namespace macsecd
