#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always,
     "The CAK is entered in clear (type 0); the running configuration shows it as type 7, or"},
    {when::always,
     "as type 6 after \"key config-key password-encrypt\" and \"password encryption aes\"."},
    {when::short_ckn,
     "Several releases accept a CKN of 64 digits only (CSCvm93602): take such a one."},
    {when::xpn, "XPN needs the Network Advantage licence on Catalyst 9000."},
    {when::xpn_by_sci,
     "With XPN, ssci-based-on-sci lets it number the peers as the standard does, and as this"},
    {when::xpn_by_sci,
     "end does. A release without that command needs --ssci-mode live-list at this end."},
    {when::always,
     "\"macsec network-link\" is for switches; routers (ASR 1000, ISR 4000) say \"macsec\" there."},
};

constexpr Row rows[] = {
    {when::always, "key chain {name} macsec"},
    {when::always, " key {ckn}"},
    {when::always, "  cryptographic-algorithm {algorithm}"},
    {when::always, "  key-string 0 {cak}"},
    {when::always, "!"},
    {when::always, "mka policy {name}"},
    {when::always, " key-server priority {priority}"},
    {when::always, " macsec-cipher-suite {suite}"},
    {when::not_xpn, " confidentiality-offset 0"},
    {when::rekeys, " sak-rekey interval {rekey}"},
    {when::icv_indicator, " include-icv-indicator"},
    {when::xpn_by_sci, " ssci-based-on-sci"},
    {when::always, "!"},
    {when::always, "interface {interface}"},
    {when::always, " macsec network-link"},
    {when::always, " mka policy {name}"},
    {when::always, " mka pre-shared-key key-chain {name}"},
    {when::must, " macsec access-control must-secure"},
    {when::should, " macsec access-control should-secure"},
    {when::always, " macsec replay-protection window-size {window}"},
    {when::always, "!"},
    {when::always, "! afterwards: show mka sessions interface {interface} detail"},
};

}  // namespace

const Vendor iosxe{
    .name = "iosxe",
    .title = "Cisco IOS XE",
    .comment = "!",
    .interface = "TenGigabitEthernet1/0/1",
    .suites = {"gcm-aes-128", "gcm-aes-256", "gcm-aes-xpn-128", "gcm-aes-xpn-256"},
    .cmac_128 = "aes-128-cmac",
    .cmac_256 = "aes-256-cmac",
    .can_leave_clear = false,
    .shortest_rekey = 30,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
