// Which cipher suite a port can do with: by its speed, and by what the key server imposes.
#pragma once

#include <cstdint>
#include <optional>

#include "control/error.hpp"
#include "key_state.hpp"
#include "mka/types.hpp"
#include "state.hpp"

namespace macsecd {

// Packet numbers of 32 bits run out: at 100 Gb/s twice a minute, and faster than SAKs are agreed on
// when anything goes wrong.
enum class SuiteFit : std::uint8_t { fits, tight, xpn_required };
SuiteFit suite_fit(mka::CipherSuite suite, std::optional<std::uint32_t> speed_mbps);

// For the operator; nothing if it fits, or if nobody knows how fast the port is.
std::optional<Reason> suite_caution(mka::CipherSuite suite,
                                    std::optional<std::uint32_t> speed_mbps);
// The suite, or one that is accepted, is not for a port of this speed.
std::optional<macsec::Error> xpn_problem(const ConnectionSettings& settings,
                                         std::optional<std::uint32_t> speed_mbps);

// The one that the device has, or would have: the key server's, while the settings allow it.
mka::CipherSuite suite_in_use(const ConnectionSettings& settings, const SavedDevice& device);
mka::PortPolicy policy_of(const ConnectionSettings& settings, const SavedDevice& device);

// Whether the device is to be made again with the suite that the key server offers.
struct SuiteOffer {
  mka::CipherSuite offered;
  bool own_device = false;     // made by us
  bool nothing_flows = false;  // neither protected nor in clear, or it never was secured
};
bool follows_offer(const ConnectionSettings& settings, const SavedDevice& device,
                   const SuiteOffer& offer);

}  // namespace macsecd
