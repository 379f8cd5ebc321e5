#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always,
     "A script for the other end's shell: run it as root, or as a member of group macsec."},
    {when::always, "The CAK goes to the agent by standard input, and no further."},
    {when::should, "should_encrypt fails open: clear text passes while the link is not secured."},
};

constexpr Row rows[] = {
    {when::always, "set -eu"},
    {when::always, "macsecctl create-connection {name} --interface {interface} \\"},
    {when::always, "    --cipher-suite {suite} --encryption-mode {mode} --priority {priority} \\"},
    {when::integrity_only, "    --confidentiality integrity-only \\"},
    {when::no_sci, "    --send-sci off \\"},
    {when::icv_indicator, "    --icv-indicator always \\"},
    {when::own_eapol, "    --group-address {group} --ether-type {ethertype} \\"},
    {when::live_list, "    --ssci-mode live-list \\"},
    {when::always, "    --replay-window {window} --sak-rekey-interval {rekey}"},
    {when::always, "macsecctl associate-key {name} --ckn {ckn} --cak-file - <<'CAK'"},
    {when::always, "{cak}"},
    {when::always, "CAK"},
    {when::always, "# afterwards: macsecctl wait {name} --secured --timeout 30s"},
};

}  // namespace

const Vendor macsecd_peer{
    .name = "macsecd",
    .title = "macsecd",
    .comment = "#",
    .interface = "eth0",
    .suites = {"gcm-aes-128", "gcm-aes-256", "gcm-aes-xpn-128", "gcm-aes-xpn-256"},
    .cmac_128 = "AES_128_CMAC, by the length of the CAK",
    .cmac_256 = "AES_256_CMAC, by the length of the CAK",
    .can_leave_clear = true,
    .shortest_rekey = 30,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
