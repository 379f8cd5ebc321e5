#include "config/disturbance.hpp"

#include <array>

namespace macsecctl {
namespace {

struct Row {
  std::string_view setting;
  std::string_view wanted;  // empty: whatever it becomes
  std::string_view words;
};

constexpr std::array rows{
    Row{"adminState", "down", "nothing passes until it is up again"},
    Row{"cipherSuite", "",
        "the device is made again: nothing passes until the link is secured anew"},
    Row{"offload", "", "the device is handed over: nothing passes until the link is secured anew"},
    Row{"encryptionMode", "must_encrypt", "nothing passes while the link is not secured"},
    Row{"encryptionMode", "no_encrypt", "MKA stops, and traffic passes in clear"},
    Row{"encryptionMode", "should_encrypt", "clear text passes while the link is not secured"},
    Row{"mtu", "", "larger packets than the new MTU are dropped from then on"},
    Row{"groupAddress", "", "the session ends unless the other end changes as well, within 6 s"},
    Row{"etherType", "", "the session ends unless the other end changes as well, within 6 s"},
    Row{"cknMatch", "", "the session may start over, if the other end pads its CKN"},
    Row{"ssciMode", "", "the next SAK is of no use unless the other end changes as well"},
    Row{"keychainMode", "exclusive", "older keys go out of service with the next one"},
};

}  // namespace

std::string disturbance_of(std::string_view setting, std::string_view wanted) {
  for (const Row& row : rows)
    if (row.setting == setting && (row.wanted.empty() || row.wanted == wanted))
      return std::string(row.words);
  return "";
}

}  // namespace macsecctl
