// What one connection does differently for the sake of its peer. Everything here may change while
// the link is secured, and nothing of it lowers the protection of traffic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/json.hpp"
#include "members.hpp"
#include "mka/config.hpp"

namespace macsecd {

struct InteropSettings {
  mka::CknMatch ckn_match = mka::CknMatch::exact;
  std::uint8_t mka_version = 0;  // 0: by the cipher suite
  bool icv_indicator = false;
  mka::MacAddress group_address{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x03}};
  std::uint16_t ether_type = 0x888e;
  mka::SsciMode ssci_mode = mka::SsciMode::by_sci_descending;
  std::uint32_t hello_time_ms = 2000;

  bool operator==(const InteropSettings&) const = default;
};

void read_interop(Members& in, InteropSettings& into);
// What read_interop() reads.
macsec::Json to_json(const InteropSettings& settings);
void apply(const InteropSettings& settings, mka::PortPolicy& policy);

std::string ether_type_text(std::uint16_t type);  // 888e
// A MAC address other than zero, or one of the three groups by its name: nearest-bridge, ...
std::optional<mka::MacAddress> group_address_from(std::string_view word);
// One of the two that EAPOL goes under: 888e, 0x888e, 876f.
std::optional<std::uint16_t> ether_type_from(std::string_view digits);

}  // namespace macsecd
