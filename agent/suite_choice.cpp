#include "suite_choice.hpp"

namespace macsecd {
namespace {

constexpr std::uint32_t tight_mbps = 25'000;
constexpr std::uint32_t xpn_mbps = 100'000;

// Of the smallest frames, with MACsec and the gap between frames, on a full link.
std::uint64_t seconds_of_packet_numbers(std::uint32_t speed_mbps) {
  constexpr std::uint64_t bits_per_frame = 8 * (64 + 32 + 20);
  return (std::uint64_t{1} << 32) * bits_per_frame / (speed_mbps * std::uint64_t{1'000'000});
}

std::string speed_text(std::uint32_t speed_mbps) {
  return std::to_string(speed_mbps / 1000) + " Gb/s";
}

}  // namespace

SuiteFit suite_fit(mka::CipherSuite suite, std::optional<std::uint32_t> speed_mbps) {
  if (mka::is_xpn(suite) || !speed_mbps || *speed_mbps < tight_mbps) return SuiteFit::fits;
  return *speed_mbps < xpn_mbps ? SuiteFit::tight : SuiteFit::xpn_required;
}

std::optional<Reason> suite_caution(mka::CipherSuite suite,
                                    std::optional<std::uint32_t> speed_mbps) {
  const SuiteFit fit = suite_fit(suite, speed_mbps);
  if (fit == SuiteFit::fits) return std::nullopt;
  return Reason{fit == SuiteFit::tight ? "xpn-recommended" : "xpn-required",
                "at " + speed_text(*speed_mbps) + " the packet numbers of " +
                    std::string(mka::to_string(suite)) + " may last only " +
                    std::to_string(seconds_of_packet_numbers(*speed_mbps)) + " s",
                "use gcm-aes-xpn-256 or gcm-aes-xpn-128 at both ends"};
}

std::optional<macsec::Error> xpn_problem(const ConnectionSettings& settings,
                                         std::optional<std::uint32_t> speed_mbps) {
  auto suites = settings.device_settings.accepted_suites;
  suites.insert(suites.begin(), settings.suite);
  for (const auto suite : suites)
    if (suite_fit(suite, speed_mbps) == SuiteFit::xpn_required)
      return macsec::Error{macsec::Errc::xpn_required,
                           settings.interface + ": " + suite_caution(suite, speed_mbps)->message,
                           "choose gcm-aes-xpn-256 or gcm-aes-xpn-128, or say --force"};
  return std::nullopt;
}

mka::CipherSuite suite_in_use(const ConnectionSettings& settings, const SavedDevice& device) {
  const auto& imposed = device.imposed_suite;
  return imposed && settings.device_settings.accepts(*imposed) ? *imposed : settings.suite;
}

mka::PortPolicy policy_of(const ConnectionSettings& settings, const SavedDevice& device) {
  mka::PortPolicy policy = policy_of(settings);
  policy.cipher_suite = suite_in_use(settings, device);
  policy.accepted_suites = {policy.cipher_suite};
  return policy;
}

bool follows_offer(const ConnectionSettings& settings, const SavedDevice& device,
                   const SuiteOffer& offer) {
  if (!offer.own_device || !offer.nothing_flows) return false;
  if (offer.offered == suite_in_use(settings, device)) return false;
  return offer.offered == settings.suite || settings.device_settings.accepts(offer.offered);
}

}  // namespace macsecd
