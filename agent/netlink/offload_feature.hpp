// Whether a driver offers to do MACsec itself, as ethtool -k tells it.
#pragma once

#include <cstdint>
#include <string_view>

namespace macsecd::netlink {

enum class OffloadFeature : std::uint8_t { absent, off, on };
OffloadFeature offload_feature(std::string_view interface);

}  // namespace macsecd::netlink
