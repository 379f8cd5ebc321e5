#include "netlink/offload_feature.hpp"

#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "control/unique_fd.hpp"

namespace macsecd::netlink {
namespace {

constexpr std::string_view feature = "macsec-hw-offload";

// One question to the driver, in words of 32 bits as ethtool's structures are.
using Words = std::vector<std::uint32_t>;

bool ask(int fd, std::string_view interface, Words& words) {
  ifreq request{};
  std::copy_n(interface.data(), std::min<std::size_t>(interface.size(), IFNAMSIZ - 1),
              request.ifr_name);
  request.ifr_data = reinterpret_cast<char*>(words.data());
  return ioctl(fd, SIOCETHTOOL, &request) == 0;
}

std::uint32_t count_features(int fd, std::string_view interface) {
  // ethtool_sset_info: command, reserved, mask of 64 bits, one length
  Words words{ETHTOOL_GSSET_INFO, 0, 1u << ETH_SS_FEATURES, 0, 0};
  return ask(fd, interface, words) && words[2] != 0 ? words[4] : 0;
}

std::optional<std::uint32_t> place_of_feature(int fd, std::string_view interface,
                                              std::uint32_t count) {
  // ethtool_gstrings: command, set, number, then strings of a fixed length
  Words words(3 + count * ETH_GSTRING_LEN / sizeof(std::uint32_t));
  words[0] = ETHTOOL_GSTRINGS;
  words[1] = ETH_SS_FEATURES;
  words[2] = count;
  if (!ask(fd, interface, words) || words[2] > count) return std::nullopt;
  const char* const names = reinterpret_cast<const char*>(words.data() + 3);
  for (std::uint32_t i = 0; i < words[2]; ++i) {
    const std::string_view field(names + i * ETH_GSTRING_LEN, ETH_GSTRING_LEN);
    if (field.substr(0, field.find('\0')) == feature) return i;
  }
  return std::nullopt;
}

}  // namespace

OffloadFeature offload_feature(std::string_view interface) {
  const macsec::UniqueFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!fd) return OffloadFeature::absent;
  const std::uint32_t count = count_features(fd.get(), interface);
  const auto place = place_of_feature(fd.get(), interface, count);
  if (!place) return OffloadFeature::absent;
  // ethtool_gfeatures: command, number of blocks, blocks of available, requested, active, fixed
  const std::uint32_t blocks = (count + 31) / 32;
  Words words(2 + 4 * blocks);
  words[0] = ETHTOOL_GFEATURES;
  words[1] = blocks;
  if (!ask(fd.get(), interface, words)) return OffloadFeature::absent;
  const std::uint32_t* const block = words.data() + 2 + 4 * (*place / 32);
  const std::uint32_t bit = 1u << (*place % 32);
  if ((block[2] & bit) != 0) return OffloadFeature::on;
  return (block[0] & bit) != 0 ? OffloadFeature::off : OffloadFeature::absent;
}

}  // namespace macsecd::netlink
