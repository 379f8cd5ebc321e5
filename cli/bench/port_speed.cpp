#include "bench/port_speed.hpp"

#include <net/if.h>

#include <filesystem>
#include <fstream>

#include "bench/gcm_speed.hpp"

namespace macsecctl {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;

constexpr double preamble_and_gap_octets = 20;

// A name of the kernel's, and not a way through the file system.
bool is_name(const std::string& text) {
  return !text.empty() && text.size() < IFNAMSIZ && text != "." && text != ".." &&
         text.find('/') == std::string::npos;
}

}  // namespace

macsec::Result<PortSpeed> port_speed(const std::string& interface) {
  const std::filesystem::path place = "/sys/class/net/" + interface;
  std::error_code failed;
  if (!is_name(interface) || !std::filesystem::exists(place, failed))
    return Failure{Error{Errc::unsupported_interface, "there is no interface " + interface,
                         "ip link lists them"}};
  PortSpeed speed{interface, std::nullopt};
  std::ifstream file(place / "speed");
  if (std::int64_t mbps = 0; file >> mbps && mbps > 0) speed.mbps = mbps;
  return speed;
}

double line_rate(std::int64_t mbps, std::size_t octets) {
  const double on_wire =
      static_cast<double>(octets + sectag_octets + icv_octets) + preamble_and_gap_octets;
  return static_cast<double>(mbps) * 1e6 / (8 * on_wire);
}

std::string speed_text(std::int64_t mbps) {
  if (mbps % 1000 == 0) return std::to_string(mbps / 1000) + "G";
  if (mbps > 1000 && mbps % 100 == 0)
    return std::to_string(mbps / 1000) + "." + std::to_string(mbps % 1000 / 100) + "G";
  return std::to_string(mbps) + "M";
}

}  // namespace macsecctl
