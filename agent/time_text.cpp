#include "time_text.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace macsecd {

std::string time_of_day() {
  using namespace std::chrono;
  const auto present = floor<milliseconds>(system_clock::now());
  const std::time_t seconds = system_clock::to_time_t(present);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[64];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, ".%03dZ",
                static_cast<int>(present.time_since_epoch().count() % 1000));
  return std::string(text, length) + fraction;
}

}  // namespace macsecd
