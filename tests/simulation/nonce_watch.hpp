// The one unforgivable error: a SAK and a nonce used twice. Sees every transmit SA of the world.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "model_secy.hpp"

namespace sim {

// What is wrong, if anything.
using Complaint = std::optional<std::string>;

class NonceWatch {
 public:
  // A transmit SA starts with PN 1: the same SAK never again under one SCI, in any life of the
  // port. With XPN the SSCI takes the SCI's place in the nonce, so two channels may not share one.
  Complaint installs(const mka::Sci& sci, const mka::InstallTransmitSa& op);
  Complaint sends(const DataFrame& frame);

 private:
  std::set<std::pair<mka::Ki, mka::Sci>> identifiers_;
  std::set<std::pair<KeyPrint, mka::Sci>> installed_;
  std::map<std::pair<KeyPrint, mka::Ssci>, mka::Sci> ssci_owners_;
  std::map<std::pair<KeyPrint, mka::Sci>, mka::Pn> last_pns_;
};

}  // namespace sim
