#include "capture/explanation.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "wire/parameter_set.hpp"

namespace capture {
namespace {

using macsec::Json;
using namespace mka::wire;

constexpr std::array confidentialities{"integrity-only", "offset-0", "offset-30", "offset-50"};
constexpr std::array capabilities{"none", "integrity", "offset-0", "any-offset"};

template <typename Number>
std::string digits_of(Number number) {
  std::array<std::uint8_t, sizeof number> octets{};
  for (std::size_t i = 0; i < octets.size(); ++i)
    octets[i] = static_cast<std::uint8_t>(number >> 8 * (octets.size() - 1 - i));
  return mka::to_hex(octets);
}

// 802.1X table 11-8.
std::string announced(std::uint8_t type) {
  switch (type) {
    case 111:
      return "access-information";
    case 112:
      return "macsec-cipher-suites";
    case 113:
      return "key-management-domain";
    case 114:
      return "nid";
    case 127:
      return "organizationally-specific";
    default:
      return "unknown";
  }
}

void add_basic(Json& out, const Basic& basic) {
  out["ckn"] = basic.ckn.hex();
  if (const auto text = printable(basic.ckn)) out["cknText"] = *text;
  out["mkaVersion"] = basic.mka_version;
  out["keyServer"] = basic.key_server;
  out["keyServerPriority"] = basic.key_server_priority;
  out["macsecDesired"] = basic.macsec_desired;
  out["macsecCapability"] = capabilities.at(static_cast<std::size_t>(basic.capability));
  out["sci"] = mka::to_string(basic.sci);
  out["mi"] = mka::to_hex(basic.mi.octets);
  out["mn"] = basic.mn;
  out["algorithmAgility"] = digits_of(basic.algorithm_agility);
}

Json peers(const PeerList& list) {
  Json out = Json::array();
  for (const auto& entry : list.entries)
    out.push_back({{"mi", mka::to_hex(entry.mi.octets)}, {"mn", entry.mn}});
  return out;
}

// With the high half that the XPN set carries beside.
Json sak_use_key(const SakUse::Key& key, std::optional<std::uint32_t> high) {
  if (!key.present()) return nullptr;
  return {{"keyIdentifier", key_identifier(key.ki)},
          {"associationNumber", key.an.value()},
          {"transmits", key.transmits},
          {"receives", key.receives},
          {"lowestPacketNumber",
           std::to_string(std::uint64_t{high.value_or(0)} << 32 | key.lowest_pn)}};
}

Json sak_use(const SakUse& use, const std::optional<Xpn>& xpn) {
  if (use.without_keys) return {{"withoutKeys", true}};
  return {
      {"latest",
       sak_use_key(use.latest, xpn ? std::optional(xpn->latest_lowest_pn_high) : std::nullopt)},
      {"old", sak_use_key(use.old, xpn ? std::optional(xpn->old_lowest_pn_high) : std::nullopt)},
      {"plainTransmit", use.plain_transmit},
      {"plainReceive", use.plain_receive},
      {"delayProtect", use.delay_protect}};
}

std::string key_wrap(const Verdict& verdict) {
  if (!verdict.sak_unwraps) return "not-checked";
  return *verdict.sak_unwraps ? "ok" : "wrong";
}

Json distributed_sak(const DistributedSak& sak, const mka::Mi& server, const Verdict& verdict) {
  if (sak.without_macsec) return {{"withoutMacsec", true}};
  Json out{{"keyIdentifier", key_identifier({server, sak.key_number})},
           {"keyNumber", sak.key_number},
           {"associationNumber", sak.an.value()},
           {"confidentiality", confidentialities.at(sak.confidentiality_code)},
           {"cipherSuiteId", digits_of(sak.cipher_suite_id)}};
  if (const auto suite = sak.suite()) out["cipherSuite"] = mka::to_string(*suite);
  out["keyWrap"] = key_wrap(verdict);
  return out;
}

Json announcement(const Announcement& announcement) {
  Json out = Json::array();
  for (const auto& tlv : announcement.tlvs)
    out.push_back(
        {{"type", tlv.type}, {"name", announced(tlv.type)}, {"value", mka::to_hex(tlv.value)}});
  return out;
}

const char* name_of_set(std::uint8_t type) {
  switch (type) {
    case set_type::live_peer_list:
      return "live-peer-list";
    case set_type::potential_peer_list:
      return "potential-peer-list";
    case set_type::sak_use:
      return "macsec-sak-use";
    case set_type::distributed_sak:
      return "distributed-sak";
    case set_type::distributed_cak:
      return "distributed-cak";
    case set_type::kmd:
      return "kmd";
    case set_type::announcement:
      return "announcement";
    case set_type::xpn:
      return "xpn";
    default:
      return "unknown";
  }
}

void add_sets(Json& out, const SeenMkpdu& mkpdu) {
  const Mkpdu& pdu = *mkpdu.pdu;
  if (pdu.live) out["livePeers"] = peers(*pdu.live);
  if (pdu.live && pdu.live->key_server_ssci != 0) out["keyServerSsci"] = pdu.live->key_server_ssci;
  if (pdu.potential) out["potentialPeers"] = peers(*pdu.potential);
  if (pdu.sak_use) out["sakUse"] = sak_use(*pdu.sak_use, pdu.xpn);
  if (pdu.distributed_sak)
    out["distributedSak"] = distributed_sak(*pdu.distributed_sak, pdu.basic.mi, mkpdu.verdict);
  if (pdu.announcement) out["announcement"] = announcement(*pdu.announcement);
  if (pdu.xpn)
    out["xpn"] = {{"suspensionSeconds", pdu.xpn->suspension_seconds},
                  {"latestLowestPacketNumberHigh", pdu.xpn->latest_lowest_pn_high},
                  {"oldLowestPacketNumberHigh", pdu.xpn->old_lowest_pn_high}};
  out["icvIndicator"] = pdu.icv_indicator;
  for (const OtherSet& set : mkpdu.others)
    out["otherSets"].push_back(
        {{"type", set.type}, {"name", name_of_set(set.type)}, {"length", set.size}});
}

}  // namespace

Json explain(const SeenMkpdu& mkpdu) {
  Json out{{"frame", mkpdu.number},
           {"time", time_text(mkpdu.time)},
           {"source", mka::to_string(mkpdu.source)},
           {"destination", mka::to_string(mkpdu.destination)},
           {"etherType", digits_of(mkpdu.ether_type)},
           {"length", mkpdu.size}};
  if (!mkpdu.vlans.empty()) out["vlans"] = mkpdu.vlans;
  for (const mka::DropReason fault : mkpdu.faults) out["faults"].push_back(mka::to_string(fault));
  if (!mkpdu.pdu) return out;
  out["icv"] = to_string(mkpdu.verdict.icv);
  add_basic(out, mkpdu.pdu->basic);
  add_sets(out, mkpdu);
  return out;
}

std::string time_text(std::int64_t nanoseconds) {
  constexpr std::int64_t second = 1'000'000'000;
  std::int64_t seconds = nanoseconds / second;
  if (nanoseconds % second < 0) --seconds;
  const std::time_t whole = seconds;
  std::tm utc{};
  if (::gmtime_r(&whole, &utc) == nullptr) return "?";
  std::array<char, 64> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::array<char, 32> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%09dZ",
                static_cast<int>(nanoseconds - seconds * second));
  return std::string(text.data(), size) + fraction.data();
}

std::string key_identifier(const mka::Ki& ki) { return mka::to_hex(ki.wire()); }

std::optional<std::string> printable(const mka::Ckn& ckn) {
  const mka::Bytes octets = ckn.octets();
  if (!std::ranges::all_of(octets, [](std::uint8_t c) { return c > ' ' && c < 0x7F; }))
    return std::nullopt;
  return std::string(octets.begin(), octets.end());
}

}  // namespace capture
