// One request to change something, as the audit keeps it: who, what, and what became of it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "control/idl.hpp"
#include "control/peer.hpp"

namespace macsec {

struct AuditRecord {
  Peer peer;
  std::string method;            // Rekey; connect: somebody without access
  std::string parameters{"{}"};  // JSON in ASCII, of bounded size
  std::size_t left_out = 0;      // parameters that are not told
  std::string result{};          // ok, PermissionDenied, ...
  bool refused = false;          // it reached no method
  std::uint64_t not_told = 0;    // refused ones of this user before it
};

using Audit = std::function<void(const AuditRecord&)>;

// The parameters that the description knows, as far as they are short. What looks like a CAK in
// another place than a CKN's, or like a PIN, is not told: people err.
void tell_parameters(AuditRecord& record, const idl::Type& description, const Json& parameters);

}  // namespace macsec
