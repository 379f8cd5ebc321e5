// Octets written down in tests as hexadecimal digits; blanks are for the reader.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace test {

inline unsigned hex_digit(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = digits.find(c);
  if (value == std::string_view::npos) throw std::invalid_argument("not a hexadecimal digit");
  return static_cast<unsigned>(value);
}

inline std::vector<std::uint8_t> octets(std::string_view hex) {
  std::string digits;
  for (const char c : hex)
    if (c != ' ') digits += c;
  if (digits.size() % 2 != 0) throw std::invalid_argument("half an octet");
  std::vector<std::uint8_t> out;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    out.push_back(static_cast<std::uint8_t>(hex_digit(digits[i]) << 4 | hex_digit(digits[i + 1])));
  return out;
}

}  // namespace test
