#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr std::array all{&iosxr, &iosxe, &nxos,           &junos,
                         &eos,   &sros,  &wpa_supplicant, &macsecd_peer};
constexpr std::array<std::string_view, 4> suites{"gcm-aes-128", "gcm-aes-256", "gcm-aes-xpn-128",
                                                 "gcm-aes-xpn-256"};

std::string offered(const Vendor& vendor) {
  std::string list;
  for (std::size_t i = 0; i < suites.size(); ++i)
    if (!vendor.suites[i].empty()) list += (list.empty() ? "" : ", ") + std::string(suites[i]);
  return list;
}

}  // namespace

std::span<const Vendor* const> vendors() { return all; }

std::string_view spelled(const Vendor& vendor, std::string_view suite) {
  for (std::size_t i = 0; i < suites.size(); ++i)
    if (suites[i] == suite) return vendor.suites[i];
  return {};
}

Result<void> check_fit(const Vendor& vendor, const PeerFacts& facts) {
  if (spelled(vendor, facts.suite).empty())
    return Failure{
        Error{Errc::cipher_mismatch, std::string(vendor.title) + " has no " + facts.suite,
              "it has " + offered(vendor) + ": macsecctl update-connection " + facts.connection +
                  " --cipher-suite S, while the connection is pending"}};
  if (!facts.encrypts && !vendor.can_leave_clear)
    return Failure{
        Error{Errc::illegal_param,
              std::string(vendor.title) + " documents no integrity without confidentiality",
              "make the connection with --confidentiality offset-0"}};
  return {};
}

}  // namespace macsecctl
