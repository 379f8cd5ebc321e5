#include <fstream>

#include "bench/gcm_speed.hpp"
#include "bench/port_speed.hpp"
#include "commands.hpp"
#include "control/member.hpp"
#include "table.hpp"
#include "watch/rates.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::number_member;
using macsec::text_member;

struct Options {
  std::string interface;
  int seconds = 4;
};

constexpr std::array<std::size_t, 4> frame_sizes{64, 512, 1500, 9000};
constexpr std::array key_sizes{KeySize::bits128, KeySize::bits256};

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name"))
      if (const std::size_t colon = line.find(": "); colon != std::string::npos)
        return line.substr(colon + 2);
  return "";
}

const char* cipher_of(KeySize key) {
  return key == KeySize::bits128 ? "gcm-aes-128" : "gcm-aes-256";
}

Json result_of(const GcmFrame& frame, const char* engine, std::optional<double> per_second,
               std::optional<std::int64_t> mbps) {
  Json result{{"cipher", cipher_of(frame.key)}, {"frameOctets", frame.octets}, {"engine", engine}};
  result["framesPerSecond"] = per_second ? Json(*per_second) : Json();
  if (!per_second) return result;
  result["bitsPerSecond"] = *per_second * 8 * static_cast<double>(frame.octets);
  if (mbps) result["lineRateRatio"] = *per_second / line_rate(*mbps, frame.octets);
  return result;
}

using Engine = std::optional<double> (*)(const GcmFrame&, std::chrono::milliseconds);
struct NamedEngine {
  const char* name;
  Engine measure;
};
constexpr std::array engines{NamedEngine{"openssl", frames_per_second_here},
                             NamedEngine{"kernel", frames_per_second_in_kernel}};

Json measure(int seconds, std::optional<std::int64_t> mbps) {
  const auto each = std::chrono::milliseconds(1000 * seconds) /
                    (frame_sizes.size() * key_sizes.size() * engines.size());
  Json results = Json::array();
  for (const KeySize key : key_sizes)
    for (const std::size_t octets : frame_sizes)
      for (const NamedEngine& engine : engines)
        results.push_back(
            result_of({key, octets}, engine.name, engine.measure({key, octets}, each), mbps));
  return results;
}

// Of the connection on the interface; null: no agent, or none there.
Json offload_of(const Context& context, const std::string& interface) {
  const auto reply = context.call("DescribeConnections", Json::object());
  if (!reply) return nullptr;
  for (const Json& connection : member(*reply, "connections"))
    if (text_member(connection, "interface") == interface)
      return text_member(connection, "offloadInEffect").value_or("off");
  return nullptr;
}

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
    const bool there = !member(result, "framesPerSecond").is_null();
    lines.push_back({{text_member(result, "engine").value_or("")},
                     {text_member(result, "cipher").value_or("")},
                     {std::to_string(number_member(result, "frameOctets").value_or(0))},
                     {there ? magnitude(real(result, "framesPerSecond")) + "/s" : no_cell},
                     {there ? magnitude(real(result, "bitsPerSecond")) + "bit/s" : no_cell},
                     {percent(result)}});
  }
  std::string text;
  for (const std::string& row : fitted(std::move(lines), style, {0})) text += row + "\n";
  return text;
}

const Json& best_of(const Json& bench, std::int64_t octets) {
  for (const Json& result : member(bench, "results"))
    if (text_member(result, "engine") == "openssl" &&
        text_member(result, "cipher") == "gcm-aes-256" &&
        number_member(result, "frameOctets") == octets)
      return result;
  return member(bench, "none");
}

std::string port_line(const Json& bench) {
  const auto interface = text_member(bench, "interface");
  if (!interface) return "Name an interface to compare with its speed: macsecctl bench IF\n";
  const auto mbps = number_member(bench, "speedMbps");
  if (!mbps) return *interface + ": its speed is not known (no link, or a virtual interface)\n";
  return *interface + ", " + speed_text(*mbps) + " port: " + percent(best_of(bench, 1500)) +
         " of line rate on one core with frames of 1500 octets, " + percent(best_of(bench, 64)) +
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

std::string bench_text(const Json& bench, const Style& style) {
  const std::string model = text_member(bench, "processor").value_or("");
  return table_of(bench, style) + (model.empty() ? "" : "processor: " + model + "\n") +
         driver_line(bench) + offload_line(bench) + port_line(bench) +
         "What is measured: AES-GCM as MACsec uses it, one core, with OpenSSL in this program and, "
         "where\nAF_ALG is there, in the kernel at two system calls a frame. The macsec driver has "
         "neither the\nformer's library nor the latter's calls, but its own cost for each frame: "
         "expect less than the first.\n";
}

}  // namespace

Action bench(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("IF,--interface", options->interface, "the port whose speed to compare with")
      ->type_name("");
  app.add_option("--seconds", options->seconds, "how long to measure in all")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(1, 600));
  return [options](Context& context) -> Result<Value> {
    Json found{{"seconds", options->seconds},
               {"processor", processor()},
               {"kernelDriver", kernel_gcm_driver()}};
    std::optional<std::int64_t> mbps;
    if (!options->interface.empty()) {
      const auto speed = port_speed(options->interface);
      if (!speed) return Failure{speed.error()};
      mbps = speed->mbps;
      found["interface"] = options->interface;
      found["speedMbps"] = mbps ? Json(*mbps) : Json();
      found["offload"] = offload_of(context, options->interface);
    }
    found["results"] = measure(options->seconds, mbps);
    return Value{std::move(found), bench_text};
  };
}

}  // namespace macsecctl
