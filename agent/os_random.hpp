// Unpredictable octets from the operating system.
#pragma once

#include <sys/random.h>

#include <cerrno>

#include "mka/random.hpp"

namespace macsecd {

class OsRandom : public mka::Random {
 public:
  bool fill(std::span<std::uint8_t> out) override {
    while (!out.empty()) {
      const auto got = ::getrandom(out.data(), out.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      out = out.subspan(static_cast<std::size_t>(got));
    }
    return true;
  }
};

}  // namespace macsecd
