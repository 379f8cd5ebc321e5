#include "peer_config/peer_text.hpp"

#include <algorithm>
#include <map>

#include "table.hpp"

namespace macsecctl {
namespace {

// Names of key chains and policies: what the strictest of the vendors takes.
constexpr std::size_t longest_name = 32;

using Values = std::map<std::string, std::string, std::less<>>;

std::string seconds(std::int64_t number) { return std::to_string(number) + " s"; }

std::string algorithm(const Vendor& vendor, const PeerFacts& facts) {
  return std::string(facts.cak_digits == 32 ? vendor.cmac_128 : vendor.cmac_256);
}

std::int64_t rekey_of(const Vendor& vendor, const PeerFacts& facts) {
  return facts.rekey_seconds == 0 ? 0 : std::max(facts.rekey_seconds, vendor.shortest_rekey);
}

Values values_of(const Vendor& vendor, const PeerFacts& facts) {
  return {{"ckn", facts.ckn},
          {"cak", std::string(cak_mark)},
          {"name", facts.connection.substr(0, longest_name)},
          {"interface", facts.interface.empty() ? std::string(vendor.interface) : facts.interface},
          {"suite", std::string(spelled(vendor, facts.suite))},
          {"algorithm", algorithm(vendor, facts)},
          {"priority", std::to_string(facts.peer_priority)},
          {"rekey", std::to_string(rekey_of(vendor, facts))},
          {"window", std::to_string(facts.replay_window)},
          {"mode", facts.mode},
          {"group", facts.group_address},
          {"ethertype", facts.ether_type}};
}

std::string filled(std::string_view text, const Values& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : text.npos;
    const auto value =
        end == text.npos ? values.end() : values.find(text.substr(at + 1, end - at - 1));
    if (value == values.end()) {
      out += text[at++];
      continue;
    }
    out += value->second;
    at = end + 1;
  }
  return out;
}

std::string rekey_text(const PeerFacts& facts) {
  return facts.rekey_seconds == 0 ? "not by time" : seconds(facts.rekey_seconds);
}

std::string roles(const PeerFacts& facts) {
  return std::to_string(facts.peer_priority) + (facts.priority < facts.peer_priority
                                                    ? ": this end makes the SAKs"
                                                    : ": the other end makes the SAKs");
}

std::vector<std::string> general_notes(const Vendor& vendor, const PeerFacts& facts) {
  std::vector<std::string> out;
  if (facts.interface.empty())
    out.push_back(std::string(vendor.interface) +
                  " stands for the interface of the other end: --interface names it.");
  for (const std::string& ckn : facts.other_ckns)
    out.push_back("There is another key in service, CKN " + ckn + ": say --ckn for that.");
  if (!facts.standard_eapol)
    out.push_back("This end sends MKA to " + facts.group_address + " with EtherType " +
                  facts.ether_type + ": the other end must do the same.");
  if (facts.is_xpn() && facts.by_live_list)
    out.push_back(
        "This end numbers the peers of an XPN suite by live list, as some Cisco releases do.");
  if (rekey_of(vendor, facts) != facts.rekey_seconds)
    out.push_back("It takes no rekey interval below " + seconds(vendor.shortest_rekey) + ".");
  return out;
}

std::string comment_lines(const Vendor& vendor, const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines)
    out += std::string(vendor.comment) + (line.empty() ? "" : " ") + line + "\n";
  return out;
}

std::string table(const Vendor& vendor, const PeerFacts& facts) {
  std::vector<Line> lines{{{"parameter"}, {"this end"}, {"other end"}}};
  for (const Agreement& row : agreements(vendor, facts))
    lines.push_back({{row.parameter}, {row.here}, {row.there}});
  std::string out;
  std::string text = aligned(lines, Style{});
  for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != text.npos; at = end + 1)
    out += std::string(vendor.comment) + "   " + text.substr(at, end - at) + "\n";
  return out;
}

}  // namespace

std::vector<Agreement> agreements(const Vendor& vendor, const PeerFacts& facts) {
  const std::string same = "the same";
  return {
      {"cipher suite", facts.suite, std::string(spelled(vendor, facts.suite))},
      {"CAK algorithm", facts.cak_digits == 32 ? "AES_128_CMAC" : "AES_256_CMAC",
       algorithm(vendor, facts)},
      {"CKN", facts.ckn, same},
      {"CAK length", std::to_string(facts.cak_digits) + " hexadecimal digits", same},
      {"SCI in each frame", facts.sends_sci ? "yes" : "no", same},
      {"key server priority", std::to_string(facts.priority), roles(facts)},
      {"confidentiality offset", facts.encrypts ? "0" : "none: integrity only",
       facts.encrypts ? "0; that of the key server counts" : same},
      {"SAK rekey", rekey_text(facts), "any: that of the key server counts"},
      {"replay window", std::to_string(facts.replay_window), "any: each for what it receives"},
      {"clear text", facts.must_encrypt() ? "dropped (must_encrypt)" : "allowed (should_encrypt)",
       facts.must_encrypt() ? "must" : "should"},
  };
}

std::vector<std::string> notes_for(const Vendor& vendor, const PeerFacts& facts) {
  std::vector<std::string> out = general_notes(vendor, facts);
  const Values values = values_of(vendor, facts);
  for (const Row& note : vendor.notes)
    if (note.applies(facts)) out.push_back(filled(note.text, values));
  return out;
}

std::string configuration(const Vendor& vendor, const PeerFacts& facts) {
  const std::string title = std::string(vendor.title) + ", the other end of connection " +
                            facts.connection + ". What both ends must agree on:";
  std::string out = comment_lines(vendor, {title, ""}) + table(vendor, facts) +
                    comment_lines(vendor, {""}) + comment_lines(vendor, notes_for(vendor, facts));
  const Values values = values_of(vendor, facts);
  for (const Row& row : vendor.rows)
    if (row.applies(facts)) out += filled(row.text, values) + "\n";
  return out;
}

}  // namespace macsecctl
