// PINs that a token has refused. A token locks after some wrong ones, so that the same one is never
// shown again; whoever changes the source gets another try. The PINs themselves are not kept.
#pragma once

#include <map>
#include <string>

#include "token/pin_source.hpp"

namespace macsecd::token {

class PinMemory {
 public:
  explicit PinMemory(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // As read_pin(); pin-wrong if that one was refused.
  Outcome<SourcedPin> read(const std::string& source) const;
  void refused(const std::string& source, const PinVersion& version);

 private:
  std::filesystem::path directory_;
  std::map<std::string, PinVersion> refused_;
};

}  // namespace macsecd::token
