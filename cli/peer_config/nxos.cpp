#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always,
     "The CAK is entered in clear; the running configuration shows it as type 7. It cannot be"},
    {when::always,
     "overwritten: a new CAK is a new key. \"key-chain macsec-psk no-show\" hides it."},
    {when::always,
     "A key that is not complete within 6 seconds may leave the session pending: paste at once."},
    {when::not_xpn,
     "Cisco documents interoperation of Nexus 9000 with other products for XPN suites only."},
    {when::short_ckn,
     "Short CKNs are padded with zeros between releases: take one of 64 digits, or say"},
    {when::short_ckn, "--ckn-match auto at this end."},
    {when::short_cak, "AES_128_CMAC needs the same release, or 9.2(1) and later, at its end."},
};

constexpr Row rows[] = {
    {when::always, "feature macsec"},
    {when::always, "!"},
    {when::always, "key chain {name} macsec"},
    {when::always, "  key {ckn}"},
    {when::always, "    key-octet-string {cak} cryptographic-algorithm {algorithm}"},
    {when::always, "!"},
    {when::always, "macsec policy {name}"},
    {when::always, "  cipher-suite {suite}"},
    {when::always, "  conf-offset CONF-OFFSET-0"},
    {when::always, "  key-server-priority {priority}"},
    {when::always, "  window-size {window}"},
    {when::rekeys, "  sak-expiry-time {rekey}"},
    {when::must, "  security-policy must-secure"},
    {when::should, "  security-policy should-secure"},
    {when::icv_indicator, "  include-icv-indicator"},
    {when::always, "!"},
    {when::always, "interface {interface}"},
    {when::always, "  macsec keychain {name} policy {name}"},
    {when::always, "!"},
    {when::always, "! afterwards: show macsec mka session interface {interface}"},
};

}  // namespace

const Vendor nxos{
    .name = "nxos",
    .title = "Cisco NX-OS",
    .comment = "!",
    .interface = "Ethernet1/1",
    .suites = {"GCM-AES-128", "GCM-AES-256", "GCM-AES-XPN-128", "GCM-AES-XPN-256"},
    .cmac_128 = "AES_128_CMAC",
    .cmac_256 = "AES_256_CMAC",
    .can_leave_clear = false,
    .shortest_rekey = 60,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
