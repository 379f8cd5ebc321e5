#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always, "A key without a life time is never active: the line \"lifetime\" is needed."},
    {when::always, "The CAK is entered in clear; the running configuration shows it as type 7, or"},
    {when::always, "as type 6 after \"key config-key password-encryption\" and \"password6\"."},
    {when::always, "Do not paste a type 7 string of another device in its place."},
    {when::short_ckn,
     "A CKN below 64 digits is shown with zeros appended, and some releases send it"},
    {when::short_ckn,
     "so: a CKN of 64 digits avoids that, --ckn-match auto at this end accepts it."},
    {when::always, "Which suites a line card has differs: show macsec platform hardware."},
};

constexpr Row rows[] = {
    {when::always, "key chain {name}"},
    {when::always, " macsec"},
    {when::always, "  key {ckn}"},
    {when::always, "   key-string {cak} cryptographic-algorithm {algorithm}"},
    {when::always, "   lifetime 00:00:00 january 01 2020 infinite"},
    {when::always, "  !"},
    {when::always, " !"},
    {when::always, "!"},
    {when::always, "macsec-policy {name}"},
    {when::must, " security-policy must-secure"},
    {when::should, " security-policy should-secure"},
    {when::always, " cipher-suite {suite}"},
    {when::always, " conf-offset CONF-OFFSET-0"},
    {when::always, " key-server-priority {priority}"},
    {when::always, " window-size {window}"},
    {when::rekeys, " sak-rekey-interval seconds {rekey}"},
    {when::icv_indicator, " include-icv-indicator"},
    {when::always, "!"},
    {when::always, "interface {interface}"},
    {when::always, " macsec psk-keychain {name} policy {name}"},
    {when::always, "!"},
    {when::always, "! afterwards: show macsec mka session interface {interface}"},
};

}  // namespace

const Vendor iosxr{
    .name = "iosxr",
    .title = "Cisco IOS XR",
    .comment = "!",
    .interface = "HundredGigE0/0/0/0",
    .suites = {"GCM-AES-128", "GCM-AES-256", "GCM-AES-XPN-128", "GCM-AES-XPN-256"},
    .cmac_128 = "aes-128-cmac",
    .cmac_256 = "aes-256-cmac",
    .can_leave_clear = false,
    .shortest_rekey = 60,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
