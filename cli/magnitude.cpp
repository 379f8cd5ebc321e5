#include "magnitude.hpp"

#include <array>
#include <cstdio>

namespace macsecctl {

std::string magnitude(double value, std::string_view unit) {
  constexpr std::array<const char*, 5> prefixes{"", "k", "M", "G", "T"};
  std::size_t prefix = 0;
  while (value >= 999.5 && prefix + 1 < prefixes.size()) {
    value /= 1000;
    ++prefix;
  }
  std::array<char, 32> digits{};
  const int places = prefix == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  std::snprintf(digits.data(), digits.size(), "%.*f", places, value);
  return std::string(digits.data()) + " " + prefixes[prefix] + std::string(unit);
}

}  // namespace macsecctl
