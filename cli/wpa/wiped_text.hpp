// A file with secrets in it, in memory that is wiped when it leaves.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"

namespace macsecctl {

class WipedText {
 public:
  // Configurations have some hundred lines.
  static constexpr std::size_t largest = 64 * 1024;

  static Result<WipedText> read(const std::string& path);

  WipedText(WipedText&&) = default;
  WipedText& operator=(WipedText&&) = delete;
  ~WipedText() { ::explicit_bzero(octets_.data(), octets_.size()); }

  std::string_view expose() const { return {octets_.data(), size_}; }

 private:
  WipedText() : octets_(largest + 1) {}

  std::vector<char> octets_;  // never grows: growing would leave a copy behind
  std::size_t size_ = 0;
};

}  // namespace macsecctl
