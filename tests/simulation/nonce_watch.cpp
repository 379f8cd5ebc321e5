#include "nonce_watch.hpp"

namespace sim {

using namespace mka;

Complaint NonceWatch::installs(const Sci& sci, const InstallTransmitSa& op) {
  const KeyPrint key = print_of(op.sak);
  if (!installed_.insert({key, sci}).second) {
    return "SAK installed twice as transmit SA of " + mka::to_string(sci);
  }
  if (!identifiers_.insert({op.ki, sci}).second) {
    return "KI installed twice as transmit SA of " + mka::to_string(sci);
  }
  if (op.ssci == Ssci::none) return std::nullopt;
  const auto [owner, fresh] = ssci_owners_.try_emplace({key, op.ssci}, sci);
  if (!fresh && owner->second != sci) {
    return "SSCI " + std::to_string(static_cast<unsigned>(op.ssci)) + " of one SAK shared by " +
           mka::to_string(owner->second) + " and " + mka::to_string(sci);
  }
  return std::nullopt;
}

Complaint NonceWatch::sends(const DataFrame& frame) {
  if (frame.clear) return std::nullopt;
  Pn& last = last_pns_[{frame.key, frame.sci}];
  if (frame.pn <= last) {
    return "PN " + std::to_string(frame.pn) + " used again under one SAK by " +
           mka::to_string(frame.sci);
  }
  last = frame.pn;
  return std::nullopt;
}

}  // namespace sim
