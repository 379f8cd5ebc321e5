// What is remembered of a connection's device over restarts, and its form on disk.
#pragma once

#include <optional>

#include "control/json.hpp"
#include "members.hpp"
#include "mka/types.hpp"
#include "mtu.hpp"

namespace macsecd {

struct SavedDevice {
  std::optional<RaisedMtu> raised_mtu{};  // of the parent
  // The key server's, where it is another than the connection's own.
  std::optional<mka::CipherSuite> imposed_suite{};
  bool operator==(const SavedDevice&) const = default;
};

macsec::Json to_json(const SavedDevice& device);
void read_saved_device(Members& in, SavedDevice& into);

}  // namespace macsecd
