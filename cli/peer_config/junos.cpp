#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always,
     "The CAK is entered in clear; the configuration shows it as $9$, which hides, not encrypts:"},
    {when::always, "set system master-password for $8$."},
    {when::short_ckn,
     "Junos fills a CKN with zeros to 64 digits (SRX: 32) and says so at commit. Take one of 64"},
    {when::short_ckn, "digits, or say --ckn-match auto at this end."},
    {when::short_cak,
     "Junos fills a CAK with zeros to what the suite needs, 64 digits for those of 256 bits:"},
    {when::short_cak, "with such a suite take a CAK of 64 digits, or --pad-cak at this end."},
    {when::rekeys,
     "Older releases know no sak-rekey-interval: leave the line out, and let this end be the"},
    {when::rekeys, "key server."},
};

constexpr Row rows[] = {
    {when::always, "set security macsec connectivity-association {name} security-mode static-cak"},
    {when::always, "set security macsec connectivity-association {name} cipher-suite {suite}"},
    {when::not_xpn, "set security macsec connectivity-association {name} offset 0"},
    {when::integrity_only, "set security macsec connectivity-association {name} no-encryption"},
    {when::sci, "set security macsec connectivity-association {name} include-sci"},
    {when::always,
     "set security macsec connectivity-association {name} replay-protect replay-window-size "
     "{window}"},
    {when::always,
     "set security macsec connectivity-association {name} mka key-server-priority {priority}"},
    {when::always,
     "set security macsec connectivity-association {name} mka transmit-interval 2000"},
    {when::rekeys,
     "set security macsec connectivity-association {name} mka sak-rekey-interval {rekey}"},
    {when::must, "set security macsec connectivity-association {name} mka must-secure"},
    {when::should, "set security macsec connectivity-association {name} mka should-secure"},
    {when::always, "set security macsec connectivity-association {name} pre-shared-key ckn {ckn}"},
    {when::always, "set security macsec connectivity-association {name} pre-shared-key cak {cak}"},
    {when::always, "set security macsec interfaces {interface} connectivity-association {name}"},
    {when::always, "# afterwards: show security mka sessions interface {interface} detail"},
};

}  // namespace

const Vendor junos{
    .name = "junos",
    .title = "Juniper Junos",
    .comment = "#",
    .interface = "et-0/0/0",
    .suites = {"gcm-aes-128", "gcm-aes-256", "gcm-aes-xpn-128", "gcm-aes-xpn-256"},
    .cmac_128 = "AES-128-CMAC, by the length of the CAK",
    .cmac_256 = "AES-256-CMAC, by the length of the CAK",
    .can_leave_clear = true,
    .shortest_rekey = 60,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
