// What this process may do, of what it needs.
#pragma once

#include <string>
#include <vector>

namespace macsecd {

// CAP_NET_ADMIN for links, SAs and filters; CAP_NET_RAW for EAPOL.
std::vector<std::string> missing_capabilities();

}  // namespace macsecd
