#include "bench/bench_text.hpp"

#include "bench/port_speed.hpp"
#include "control/member.hpp"
#include "magnitude.hpp"
#include "table.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::number_member;
using macsec::text_member;

double real(const Json& result, const char* name) {
  const Json& value = member(result, name);
  return value.is_number() ? value.get<double>() : 0;
}

std::string percent(const Json& result) {
  if (member(result, "lineRateRatio").is_null()) return "";
  const double value = 100 * real(result, "lineRateRatio");
  return value < 1 ? "below 1 %" : std::to_string(static_cast<long>(value + 0.5)) + " %";
}

std::string table_of(const Json& bench, const Style& style) {
  const auto mbps = number_member(bench, "speedMbps");
  std::vector<Line> lines{{{"MEASURED"},
                           {"CIPHER"},
                           {"FRAME"},
                           {"FRAMES"},
                           {"BITS"},
                           {mbps ? "OF " + speed_text(*mbps) : ""}}};
  for (const Json& result : member(bench, "results")) {
    lines.push_back({{text_member(result, "engine").value_or("")},
                     {text_member(result, "cipher").value_or("")},
                     {std::to_string(number_member(result, "frameOctets").value_or(0))},
                     {magnitude(real(result, "framesPerSecond"), "/s")},
                     {magnitude(real(result, "bitsPerSecond"), "bit/s")},
                     {percent(result)}});
  }
  std::string text;
  for (const std::string& row : fitted(std::move(lines), style, {0})) text += row + "\n";
  return text;
}

// With the stronger cipher. Empty: not measured.
std::string percent_of(const Json& bench, const char* engine, std::int64_t octets) {
  for (const Json& result : member(bench, "results"))
    if (text_member(result, "engine") == engine && text_member(result, "cipher") == "gcm-aes-256" &&
        number_member(result, "frameOctets") == octets)
      return percent(result);
  return "";
}

// The driver does as the kernel's cipher does, without its system calls: it is somewhere in
// between.
std::string range_of(const Json& bench, std::int64_t octets) {
  const std::string least = percent_of(bench, "kernel", octets);
  return (least.empty() ? "at most " : least + " to ") + percent_of(bench, "openssl", octets);
}

std::string port_line(const Json& bench) {
  const auto interface = text_member(bench, "interface");
  if (!interface) return "Name an interface to compare with its speed: macsecctl bench IF\n";
  const auto mbps = number_member(bench, "speedMbps");
  if (!mbps) return *interface + ": its speed is not known (no link, or a virtual interface)\n";
  return *interface + ", " + speed_text(*mbps) + " port: " + range_of(bench, 1500) +
         " of line rate on one core with frames of 1500 octets, " + range_of(bench, 64) +
         " with 64 (gcm-aes-256)\n";
}

std::string offload_line(const Json& bench) {
  const auto offload = text_member(bench, "offload");
  if (!offload) return "";
  return *offload == "off" ? "offload: off, software protects the frames\n"
                           : "offload: " + *offload +
                                 ", hardware protects the frames: these figures "
                                 "are not its own\n";
}

std::string driver_line(const Json& bench) {
  const std::string driver = text_member(bench, "kernelDriver").value_or("");
  if (driver.empty()) return "";
  const bool plain = driver.find("aes-generic") != std::string::npos;
  return "kernel: " + driver +
         (plain ? ", without the AES instructions of the processor: much slower than OpenSSL here"
                : "") +
         "\n";
}

}  // namespace

std::string bench_text(const Json& bench, const Style& style) {
  const std::string model = text_member(bench, "processor").value_or("");
  return table_of(bench, style) + (model.empty() ? "" : "processor: " + model + "\n") +
         driver_line(bench) + offload_line(bench) + port_line(bench) +
         "What is measured: AES-GCM as MACsec uses it, one core, with OpenSSL in this program and, "
         "where\nAF_ALG is there, in the kernel at two system calls a frame. The macsec driver has "
         "neither the\nformer's library nor the latter's calls, but its own cost for each frame: "
         "expect less than the first.\n";
}

}  // namespace macsecctl
