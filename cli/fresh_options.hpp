// --generate: a pair that is made on the way to the agent, and kept elsewhere only where asked.
#pragma once

#include <functional>
#include <string>

#include "fresh_pair.hpp"

namespace macsecctl {

struct FreshOptions {
  bool generate = false;
  std::size_t bits = 256;
  bool print = false;
  std::string cak_out;

  // After CakOptions, which it excludes.
  void declare(CLI::App& app);
  Result<void> make(FreshPair& pair) const;
  // Writes the file, then calls with the CAK's descriptor; the file goes if the agent refuses.
  Result<Json> hand_over(const FreshPair& pair,
                         const std::function<Result<Json>(int descriptor)>& call) const;
};

}  // namespace macsecctl
