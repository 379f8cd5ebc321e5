#include "offload_settings.hpp"

#include <array>
#include <optional>
#include <utility>

#include "spelling.hpp"

namespace macsecd {
namespace {

using netlink::Offload;

constexpr std::array words{
    std::pair{OffloadWish::off, "off"},
    std::pair{OffloadWish::automatic, "auto"},
    std::pair{OffloadWish::mac, "mac"},
    std::pair{OffloadWish::phy, "phy"},
};

std::optional<OffloadWish> offload_from(std::string_view word) {
  for (const auto& [wish, name] : words)
    if (normal_word(word) == name) return wish;
  return std::nullopt;
}

const char* to_string(OffloadWish wish) {
  for (const auto& [known, name] : words)
    if (known == wish) return name;
  return "";
}

}  // namespace

void read_offload(Members& in, OffloadSettings& s) {
  in.word("offload", s.wish, offload_from, "auto, mac, phy, off");
}

void check_offload(Members& in, const OffloadSettings& s, mka::CipherSuite suite) {
  if (s.wish == OffloadWish::phy && mka::is_xpn(suite))
    in.refuse("offload: a transceiver is not trusted with " + std::string(mka::to_string(suite)),
              "choose gcm-aes-128 or gcm-aes-256 (--cipher-suite)");
}

macsec::Json to_json(const OffloadSettings& s) { return {{"offload", to_string(s.wish)}}; }

std::vector<Offload> offload_attempts(OffloadWish wish, mka::CipherSuite suite) {
  switch (wish) {
    case OffloadWish::off:
      return {};
    case OffloadWish::automatic:
      if (mka::is_xpn(suite)) return {Offload::mac};
      return {Offload::mac, Offload::phy};
    case OffloadWish::mac:
      return {Offload::mac};
    case OffloadWish::phy:
      return {Offload::phy};
  }
  return {};
}

std::vector<Offload> accepted_offloads(OffloadWish wish) {
  switch (wish) {
    case OffloadWish::off:
      return {Offload::off};
    case OffloadWish::automatic:
      return {Offload::off, Offload::mac, Offload::phy};
    case OffloadWish::mac:
      return {Offload::mac};
    case OffloadWish::phy:
      return {Offload::phy};
  }
  return {};
}

}  // namespace macsecd
