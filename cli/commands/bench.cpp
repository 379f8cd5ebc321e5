#include <algorithm>
#include <fstream>

#include "bench/bench_text.hpp"
#include "bench/gcm_speed.hpp"
#include "bench/port_speed.hpp"
#include "commands.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
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

Json result_of(const GcmFrame& frame, const char* engine, double per_second,
               std::optional<std::int64_t> mbps) {
  Json result{{"engine", engine},
              {"cipher", cipher_of(frame.key)},
              {"frameOctets", frame.octets},
              {"framesPerSecond", per_second},
              {"bitsPerSecond", per_second * 8 * static_cast<double>(frame.octets)}};
  if (mbps) result["lineRateRatio"] = per_second / line_rate(*mbps, frame.octets);
  return result;
}

using Engine = std::optional<double> (*)(const GcmFrame&, std::chrono::milliseconds);
struct NamedEngine {
  const char* name;
  Engine measure;
};
constexpr std::array engines{NamedEngine{"openssl", frames_per_second_here},
                             NamedEngine{"kernel", frames_per_second_in_kernel}};

std::vector<NamedEngine> engines_there() {
  std::vector<NamedEngine> there;
  for (const NamedEngine& engine : engines)
    if (engine.measure({}, std::chrono::milliseconds(1))) there.push_back(engine);
  return there;
}

Json measure(int seconds, std::optional<std::int64_t> mbps) {
  const std::vector<NamedEngine> there = engines_there();
  const std::size_t runs =
      frame_sizes.size() * key_sizes.size() * std::max<std::size_t>(there.size(), 1);
  const auto each = std::chrono::milliseconds(1000 * seconds) / runs;
  Json results = Json::array();
  for (const NamedEngine& engine : there)
    for (const KeySize key : key_sizes)
      for (const std::size_t octets : frame_sizes)
        if (const auto per_second = engine.measure({key, octets}, each))
          results.push_back(result_of({key, octets}, engine.name, *per_second, mbps));
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
