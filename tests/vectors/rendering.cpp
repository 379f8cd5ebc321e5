#include "rendering.hpp"

#include <set>

#include "crypto/key_wrap.hpp"

namespace vectors {
namespace {

using namespace mka;

Json flag(bool value) { return value ? 1 : 0; }

Json entries(const wire::PeerList& list) {
  Json out = Json::array();
  for (const auto& entry : list.entries)
    out.push_back(Json::array({to_hex(entry.mi.octets), entry.mn}));
  return out;
}

void render_key(Json& out, const wire::SakUse::Key& key, const std::string& prefix, bool whole) {
  out[prefix + "an"] = key.an.value();
  out[prefix + "tx"] = flag(key.transmits);
  out[prefix + "rx"] = flag(key.receives);
  if (!whole) return;
  out[prefix + "mi"] = to_hex(key.ki.server.octets);
  out[prefix + "kn"] = key.ki.number;
  out[prefix + "lpn"] = key.lowest_pn;
}

Json rendered(const wire::SakUse& use) {
  Json out{{"len", use.without_keys ? 0 : 40},
           {"ptx", flag(use.plain_transmit)},
           {"prx", flag(use.plain_receive)},
           {"dp", flag(use.delay_protect)}};
  render_key(out, use.latest, "l", !use.without_keys);
  render_key(out, use.old, "o", !use.without_keys);
  return out;
}

std::string suite_digits(std::uint64_t id) {
  std::array<std::uint8_t, 8> octets{};
  for (std::size_t i = 0; i < 8; ++i) octets[i] = static_cast<std::uint8_t>(id >> (56 - 8 * i));
  return to_hex(octets);
}

void render_sak(Json& out, const wire::DistributedSak& distributed, const Kek& kek) {
  if (!cipher_suite_from_id(distributed.cipher_suite_id)) {
    out["error"] = "cipher_unknown";
  } else if (!distributed.suite()) {
    out["error"] = "wrap_length";
  } else if (const auto sak = crypto::unwrap_sak(kek, distributed.wrapped.view())) {
    out["sak"] = to_hex(sak->expose());
  } else {
    out["error"] = "unwrap";
  }
}

Json rendered(const wire::DistributedSak& distributed, const Kek& kek) {
  if (distributed.without_macsec) return {{"len", 0}, {"an", 0}, {"offset", 0}};
  const std::size_t fixed = distributed.short_form ? 4 : 12;
  Json out{{"len", fixed + distributed.wrapped.size},
           {"an", distributed.an.value()},
           {"offset", distributed.confidentiality_code},
           {"cipher", suite_digits(distributed.cipher_suite_id)},
           {"wrapped", to_hex(distributed.wrapped.view())},
           {"default_form", distributed.short_form},
           {"kn", distributed.key_number}};
  render_sak(out, distributed, kek);
  return out;
}

Json rendered(const wire::Announcement& announcement) {
  Json out = Json::array();
  for (const auto& tlv : announcement.tlvs)
    out.push_back(Json::array({tlv.type, to_hex(tlv.value)}));
  return out;
}

Json rendered(const wire::Xpn& xpn) {
  return {{"suspension", xpn.suspension_seconds},
          {"llpn_hi", xpn.latest_lowest_pn_high},
          {"olpn_hi", xpn.old_lowest_pn_high}};
}

Json rendered(const wire::Basic& basic) {
  return {{"mka_version", basic.mka_version},
          {"priority", basic.key_server_priority},
          {"key_server", flag(basic.key_server)},
          {"macsec_desired", flag(basic.macsec_desired)},
          {"macsec_capability", static_cast<unsigned>(basic.capability)},
          {"sci", to_string(basic.sci)},
          {"mi", to_hex(basic.mi.octets)},
          {"mn", basic.mn},
          {"ckn", basic.ckn.hex()}};
}

bool is_known(std::uint8_t type) { return (type >= 1 && type <= 8) || type == 255; }

void render_order(Json& out, const std::vector<std::uint8_t>& order) {
  out["order"] = order;
  out["unknown"] = Json::array();
  out["duplicate"] = Json::array();
  std::set<std::uint8_t> seen;
  for (const std::uint8_t type : order) {
    if (!is_known(type)) {
      out["unknown"].push_back(type);
    } else if (!seen.insert(type).second) {
      out["duplicate"].push_back(type);
    }
  }
}

}  // namespace

Json rendered(const wire::Mkpdu& pdu, const Kek& kek) {
  Json out = rendered(pdu.basic);
  out["icv_indicator"] = pdu.icv_indicator;
  render_order(out, pdu.order);
  if (pdu.live) {
    out["live"] = entries(*pdu.live);
    out["key_server_ssci"] = pdu.live->key_server_ssci;
  }
  if (pdu.potential) out["potential"] = entries(*pdu.potential);
  if (pdu.sak_use) out["sak_use"] = rendered(*pdu.sak_use);
  if (pdu.distributed_sak) out["dist_sak"] = rendered(*pdu.distributed_sak, kek);
  if (pdu.announcement) out["announcement"] = rendered(*pdu.announcement);
  if (pdu.xpn) out["xpn"] = rendered(*pdu.xpn);
  return out;
}

Json rendered_outside(Bytes frame, const wire::Envelope& envelope) {
  const std::size_t used = envelope.signed_octets.size() + envelope.icv.size();
  return {{"eapol_version", frame[14]},
          {"body_length", envelope.parameter_sets.size() + envelope.icv.size()},
          {"trailer", frame.size() - used},
          {"icv", to_hex(envelope.icv)}};
}

}  // namespace vectors
