#include "token/pin_memory.hpp"

namespace macsecd::token {

Outcome<SourcedPin> PinMemory::read(const std::string& source) const {
  auto read = read_pin(source, directory_);
  const auto* pin = std::get_if<SourcedPin>(&read);
  const auto known = refused_.find(source);
  if (pin != nullptr && known != refused_.end() && known->second == pin->version)
    return Trouble{State::pin_wrong,
                   "the one in " + source + " was refused, and is not tried again"};
  return read;
}

void PinMemory::refused(const std::string& source, const PinVersion& version) {
  refused_[source] = version;
}

}  // namespace macsecd::token
