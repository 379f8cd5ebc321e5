#include "arguments.hpp"

#include <cctype>
#include <cstring>
#include <string_view>

namespace macsecctl {
namespace {

constexpr std::size_t shortest_cak_digits = 32;

bool is_cak_option(std::string_view word) { return word == "--cak" || word == "-cak"; }

void overwrite(char* text) { std::memset(text, '*', std::strlen(text)); }

bool is_digit(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

}  // namespace

bool scrub_cak(std::span<char*> arguments) {
  bool found = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    char* const equals = std::strchr(arguments[i], '=');
    const std::size_t length = equals != nullptr ? static_cast<std::size_t>(equals - arguments[i])
                                                 : std::strlen(arguments[i]);
    if (!is_cak_option({arguments[i], length})) continue;
    found = true;
    if (equals != nullptr)
      overwrite(equals + 1);
    else if (i + 1 < arguments.size())
      overwrite(arguments[i + 1]);
  }
  return found;
}

std::string without_keys(const std::string& sentence) {
  std::string result;
  for (std::size_t at = 0; at < sentence.size();) {
    std::size_t end = at;
    while (end < sentence.size() && is_digit(sentence[end])) ++end;
    if (end - at >= shortest_cak_digits)
      result += "(hidden)";
    else
      result += sentence.substr(at, end - at);
    if (end < sentence.size()) result += sentence[end];
    at = end + 1;
  }
  return result;
}

}  // namespace macsecctl
