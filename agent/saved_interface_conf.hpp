// What the parent's settings were before us, as an entry of the state file.
#pragma once

#include <optional>

#include "control/json.hpp"
#include "netlink/interface_conf.hpp"

namespace macsecd {

macsec::Json to_json(const netlink::InterfaceConf& conf);
// Nothing if the entry makes no sense.
std::optional<netlink::InterfaceConf> interface_conf_from(const macsec::Json& entry);

}  // namespace macsecd
