// A configuration of wpa_supplicant, as far as macsecd has a use for it. Values that may be secrets
// stay in the text that was read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"

namespace macsecctl {

struct WpaValue {
  std::string_view text;  // in the text that was read
  std::size_t line = 0;
};

struct WpaNetwork {
  std::size_t line = 0;  // where it begins
  std::map<std::string, WpaValue, std::less<>> values;

  std::string_view value(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::string_view{} : found->second.text;
  }
  std::size_t line_of(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? line : found->second.line;
  }
};

struct WpaFile {
  std::vector<WpaNetwork> networks;
  std::map<std::string, WpaValue, std::less<>> global;
};

// Failure: it is no such configuration; the error names the line, and quotes nothing of it.
Result<WpaFile> parse_wpa(std::string_view text, const std::string& path);

}  // namespace macsecctl
