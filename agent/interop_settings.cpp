#include "interop_settings.hpp"

#include <array>
#include <charconv>
#include <cstdio>

#include "mka/limits.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Json;

// The longest that a known product lets its operator choose.
constexpr std::uint64_t longest_hello_ms = 60'000;

struct Group {
  std::string_view name;
  std::uint8_t last_octet;
};
// 01-80-C2-00-00-0x, the group addresses of EAPOL (802.1X table 11-1).
constexpr std::array groups{
    Group{"nearest-non-tpmr-bridge", 0x03},
    Group{"nearest-customer-bridge", 0x00},
    Group{"nearest-bridge", 0x0e},
};

std::optional<mka::MacAddress> mac_from(std::string_view text) {
  mka::MacAddress address;
  if (text.size() != 3 * address.octets.size() - 1) return std::nullopt;
  for (std::size_t i = 0; i < address.octets.size(); ++i) {
    const char* const at = text.data() + 3 * i;
    const auto [end, error] = std::from_chars(at, at + 2, address.octets[i], 16);
    if (error != std::errc{} || end != at + 2) return std::nullopt;
    if (i + 1 < address.octets.size() && at[2] != ':' && at[2] != '-') return std::nullopt;
  }
  return address;
}

std::optional<mka::CknMatch> ckn_match_from(std::string_view word) {
  for (const auto match : {mka::CknMatch::exact, mka::CknMatch::ignore_trailing_zeros})
    if (mka::to_string(match) == normal_word(word)) return match;
  return std::nullopt;
}

std::optional<mka::SsciMode> ssci_mode_from(std::string_view word) {
  for (const auto mode : {mka::SsciMode::by_sci_descending, mka::SsciMode::by_live_list})
    if (mka::to_string(mode) == normal_word(word)) return mode;
  return std::nullopt;
}

}  // namespace

std::optional<mka::MacAddress> group_address_from(std::string_view word) {
  for (const Group& group : groups)
    if (group.name == normal_word(word))
      return mka::MacAddress{{0x01, 0x80, 0xc2, 0x00, 0x00, group.last_octet}};
  const auto address = mac_from(word);
  return address == mka::MacAddress{} ? std::nullopt : address;
}

std::optional<std::uint16_t> ether_type_from(std::string_view digits) {
  std::string word = normal_word(digits);
  if (word.starts_with("0x")) word.erase(0, 2);
  for (const std::uint16_t type : {std::uint16_t{0x888e}, std::uint16_t{0x876f}})
    if (word == ether_type_text(type)) return type;
  return std::nullopt;
}

std::string ether_type_text(std::uint16_t type) {
  char text[8];
  std::snprintf(text, sizeof text, "%04x", unsigned{type});
  return text;
}

void read_interop(Members& in, InteropSettings& s) {
  in.word("cknMatch", s.ckn_match, ckn_match_from, "exact, auto");
  in.number("mkaVersion", s.mka_version, 0, 3);
  in.flag("includeIcvIndicator", s.icv_indicator);
  in.word("groupAddress", s.group_address, group_address_from,
          "nearest-non-tpmr-bridge, nearest-customer-bridge, nearest-bridge, a MAC address");
  in.word("etherType", s.ether_type, ether_type_from, "888e, 876f");
  in.word("ssciMode", s.ssci_mode, ssci_mode_from, "sci, live-list");
  in.number("helloTimeMs", s.hello_time_ms,
            static_cast<std::uint64_t>(mka::limits::shortest_hello.count()), longest_hello_ms);
}

Json to_json(const InteropSettings& s) {
  return {{"cknMatch", mka::to_string(s.ckn_match)},
          {"mkaVersion", s.mka_version},
          {"includeIcvIndicator", s.icv_indicator},
          {"groupAddress", mka::to_string(s.group_address)},
          {"etherType", ether_type_text(s.ether_type)},
          {"ssciMode", mka::to_string(s.ssci_mode)},
          {"helloTimeMs", s.hello_time_ms}};
}

void apply(const InteropSettings& s, mka::PortPolicy& policy) {
  policy.ckn_match = s.ckn_match;
  policy.mka_version = s.mka_version;
  policy.include_icv_indicator = s.icv_indicator;
  policy.destination = s.group_address;
  policy.ether_type = s.ether_type;
  policy.ssci_mode = s.ssci_mode;
  policy.hello_time = std::chrono::milliseconds(s.hello_time_ms);
}

}  // namespace macsecd
