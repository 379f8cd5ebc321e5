#include <cmath>

#include "canned_agent.hpp"
#include "catch.hpp"

using macsec::Json;

TEST_CASE("[M97] bench measures every suite and size, against the port if there is one", "[cli]") {
  const Run run = macsecctl({"bench", "--seconds", "1", "--json"});
  REQUIRE(run.status == 0);
  const Json found = Json::parse(run.out);
  CHECK(found["results"].size() % 8 == 0);  // the kernel's may not be there
  double small = 0, large = 0;
  for (const Json& result : found["results"]) {
    INFO(result.dump());
    CHECK_FALSE(result.contains("lineRateRatio"));
    if (result["engine"] != "openssl") continue;
    const double frames = result["framesPerSecond"];
    CHECK(frames > 100);
    const double bits = frames * 8 * result["frameOctets"].get<double>();
    CHECK(std::abs(result["bitsPerSecond"].get<double>() - bits) < 1e-6 * bits);
    if (result["frameOctets"] == 64) small += frames;
    if (result["frameOctets"] == 9000) large += frames;
  }
  CHECK(small > large);

  const Run lo = macsecctl({"bench", "lo", "--seconds", "1"});
  CHECK(lo.status == 0);
  CHECK(lo.out.find("lo: its speed is not known") != std::string::npos);
  CHECK(lo.out.find("What is measured: AES-GCM") != std::string::npos);
  for (const char* odd : {"nosuch0", "../../etc", "..", "a-name-that-is-too-long"})
    CHECK(macsecctl({"bench", odd}).status == 23);
}
