// Reads the members of a JSON object one by one and keeps the first thing that is wrong, so that
// the caller asks once. An absent or null member leaves the value as it is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/error.hpp"
#include "control/json.hpp"
#include "mka/types.hpp"

namespace macsecd {

class Members {
 public:
  explicit Members(const macsec::Json& json);

  void text(const char* member, std::string& into);
  void flag(const char* member, bool& into);
  // An array of strings; false if it is absent or something is wrong.
  bool texts(const char* member, std::vector<std::string>& into);
  // A decimal number in a string: it may exceed what JSON readers keep exactly.
  void large_number(const char* member, std::uint64_t& into);

  template <typename T>
  void number(const char* member, T& into, std::uint64_t low, std::uint64_t high) {
    if (const auto value = natural(member, low, high)) into = static_cast<T>(*value);
  }

  template <typename T>
  void word(const char* member, T& into, std::optional<T> (*parse)(std::string_view),
            const char* choices) {
    std::string spelled;
    if (find(member) == nullptr) return;
    text(member, spelled);
    if (error_) return;
    if (const auto value = parse(spelled))
      into = *value;
    else
      refuse(member + std::string(": ") + spelled + " is not known",
             "one of " + std::string(choices));
  }

  // A list of words; one that is known twice counts once.
  template <typename T>
  void words(const char* member, std::vector<T>& into, std::optional<T> (*parse)(std::string_view),
             const char* choices) {
    std::vector<T> values;
    for (const std::string& spelled : texts(member)) {
      const auto value = parse(spelled);
      if (!value)
        return refuse(member + std::string(": ") + spelled + " is not known",
                      "each one of " + std::string(choices));
      if (std::find(values.begin(), values.end(), *value) == values.end()) values.push_back(*value);
    }
    if (find(member) != nullptr) into = std::move(values);
  }

  // Remembers the complaint unless there is one already.
  void refuse(std::string what, std::string hint);
  const std::optional<macsec::Error>& error() const { return error_; }

 private:
  const macsec::Json* find(const char* member) const;
  std::vector<std::string> texts(const char* member);
  std::optional<std::uint64_t> natural(const char* member, std::uint64_t low, std::uint64_t high);

  const macsec::Json& json_;
  std::optional<macsec::Error> error_;
};

}  // namespace macsecd
