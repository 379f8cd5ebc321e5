#include "mkpdu_text.hpp"

#include <array>
#include <cstdio>

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::Json;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string text(const Json& of, std::string_view name) {
  return text_member(of, name).value_or("?");
}
std::string number(const Json& of, std::string_view name) {
  const auto value = number_member(of, name);
  return value ? std::to_string(*value) : "?";
}
bool flag(const Json& of, std::string_view name) { return flag_member(of, name).value_or(false); }

class Lines {
 public:
  Lines(std::string head, const Style& style) : text_(std::move(head) + "\n"), style_(style) {}
  void add(std::string_view line, Colour colour = Colour::plain) {
    text_ += "    " + style_.paint(colour, line) + "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  const Style& style_;
};

std::string head(const Json& mkpdu, const std::string& when, const Style& style) {
  std::string line = style.paint(Colour::bold, "frame " + number(mkpdu, "frame")) + "  " + when +
                     "  " + text(mkpdu, "source") + " > " + text(mkpdu, "destination");
  for (const Json& vlan : member(mkpdu, "vlans")) line += "  vlan " + vlan.dump();
  if (text(mkpdu, "etherType") != "888e") line += "  EtherType " + text(mkpdu, "etherType");
  return line;
}

Colour colour_of(const std::string& verdict) {
  if (verdict == "ok") return Colour::green;
  return verdict == "wrong" ? Colour::red : Colour::plain;
}

void add_sender(Lines& lines, const Json& mkpdu) {
  const std::string icv = text(mkpdu, "icv");
  lines.add("ICV " + icv + ", CKN " + ckn_text(mkpdu), colour_of(icv));
  lines.add("SCI " + text(mkpdu, "sci") + ", MI " + text(mkpdu, "mi") + ", MN " +
            number(mkpdu, "mn"));
  lines.add("MKA version " + number(mkpdu, "mkaVersion") + ", priority " +
            number(mkpdu, "keyServerPriority") + (flag(mkpdu, "keyServer") ? ", key server" : "") +
            (flag(mkpdu, "macsecDesired") ? ", MACsec desired" : ", MACsec not desired") +
            ", capability " + text(mkpdu, "macsecCapability"));
}

void add_peers(Lines& lines, const Json& mkpdu, const char* list, const char* title) {
  const Json& peers = member(mkpdu, list);
  if (!peers.is_array()) return;
  std::string line = title;
  for (const Json& peer : peers)
    line += std::string(&peer == &peers.front() ? " " : ", ") + text(peer, "mi") + " (MN " +
            number(peer, "mn") + ")";
  if (peers.empty()) line += " none";
  if (list == std::string_view("livePeers") && mkpdu.contains("keyServerSsci"))
    line += "; SSCI of the key server " + number(mkpdu, "keyServerSsci");
  lines.add(line);
}

std::string sak_use_key(const Json& use, const char* which) {
  const Json& key = member(use, which);
  if (!key.is_object()) return std::string(which) + " none";
  return std::string(which) + " " + text(key, "keyIdentifier") + " AN " +
         number(key, "associationNumber") + (flag(key, "receives") ? " receives" : "") +
         (flag(key, "transmits") ? " transmits" : "") + " lowest PN " +
         text(key, "lowestPacketNumber");
}

void add_sak_use(Lines& lines, const Json& mkpdu) {
  const Json& use = member(mkpdu, "sakUse");
  if (!use.is_object()) return;
  if (flag(use, "withoutKeys")) return lines.add("SAK Use: no MACsec");
  lines.add("SAK Use: " + sak_use_key(use, "latest") + "; " + sak_use_key(use, "old") +
            (flag(use, "plainTransmit") ? "; plain transmit" : "") +
            (flag(use, "plainReceive") ? "; plain receive" : "") +
            (flag(use, "delayProtect") ? "; delay protect" : ""));
}

void add_distributed_sak(Lines& lines, const Json& mkpdu) {
  const Json& sak = member(mkpdu, "distributedSak");
  if (!sak.is_object()) return;
  if (flag(sak, "withoutMacsec")) return lines.add("Distributed SAK: none, no MACsec");
  lines.add(
      "Distributed SAK: " + text(sak, "keyIdentifier") + " AN " + number(sak, "associationNumber") +
          ", " +
          text_member(sak, "cipherSuite").value_or("cipher suite " + text(sak, "cipherSuiteId")) +
          ", " + text(sak, "confidentiality") + ", key wrap " + text(sak, "keyWrap"),
      Colour::bold);
}

void add_others(Lines& lines, const Json& mkpdu) {
  for (const Json& tlv : member(mkpdu, "announcement"))
    lines.add("Announcement: " + text(tlv, "name") + " (" + number(tlv, "type") + ") " +
              text(tlv, "value"));
  if (const Json& xpn = member(mkpdu, "xpn"); xpn.is_object())
    lines.add("XPN: suspension " + number(xpn, "suspensionSeconds") + " s, high halves " +
              number(xpn, "latestLowestPacketNumberHigh") + " and " +
              number(xpn, "oldLowestPacketNumberHigh"));
  for (const Json& set : member(mkpdu, "otherSets"))
    lines.add("Parameter set " + number(set, "type") + " (" + text(set, "name") + "), " +
              number(set, "length") + " octets, not explained");
  if (flag(mkpdu, "icvIndicator")) lines.add("ICV Indicator");
}

}  // namespace

std::string mkpdu_text(const Json& mkpdu, const std::string& when, const Style& style) {
  Lines lines(head(mkpdu, when, style), style);
  if (mkpdu.contains("ckn")) {
    add_sender(lines, mkpdu);
    add_peers(lines, mkpdu, "livePeers", "live peers:");
    add_peers(lines, mkpdu, "potentialPeers", "potential peers:");
    add_sak_use(lines, mkpdu);
    add_distributed_sak(lines, mkpdu);
    add_others(lines, mkpdu);
  }
  for (const Json& fault : member(mkpdu, "faults"))
    lines.add("a receiver drops it: " + fault.get<std::string>(), Colour::red);
  return lines.take();
}

std::string ckn_text(const Json& of) {
  const auto printable = text_member(of, "cknText");
  return text(of, "ckn") + (printable ? " \"" + *printable + "\"" : "");
}

std::string after_text(const Json& of) {
  const Json& after = member(of, "afterSeconds");
  if (!after.is_number()) return "?";
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%+.6f s", after.get<double>());
  return text.data();
}

}  // namespace macsecctl
