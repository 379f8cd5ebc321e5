#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always,
     "For the MD-CLI; a change of suite, window or key toggles the association's admin state."},
    {when::always,
     "The CAK is entered in clear; the configuration shows it with the suffix hash2."},
    {when::always,
     "SR OS as key server renews the SAK when packet numbers run out, not by time: let this end"},
    {when::always, "be the key server, with the lower priority."},
    {when::short_ckn,
     "The cak-name is taken as it is typed: type no zeros that are not in this CKN."},
    {when::must, "rx-must-be-encrypted drops what arrives without protection."},
};

constexpr Row rows[] = {
    {when::always, "/configure macsec connectivity-association \"{name}\" admin-state enable"},
    {when::always, "/configure macsec connectivity-association \"{name}\" cipher-suite {suite}"},
    {when::always, "/configure macsec connectivity-association \"{name}\" clear-tag-mode none"},
    {when::always, "/configure macsec connectivity-association \"{name}\" encryption-offset 0"},
    {when::encrypts, "/configure macsec connectivity-association \"{name}\" macsec-encrypt true"},
    {when::integrity_only,
     "/configure macsec connectivity-association \"{name}\" macsec-encrypt false"},
    {when::always, "/configure macsec connectivity-association \"{name}\" replay-protection true"},
    {when::always,
     "/configure macsec connectivity-association \"{name}\" replay-window-size {window}"},
    {when::always,
     "/configure macsec connectivity-association \"{name}\" static-cak mka-key-server-priority "
     "{priority}"},
    {when::always, "/configure macsec connectivity-association \"{name}\" static-cak active-psk 1"},
    {when::always,
     "/configure macsec connectivity-association \"{name}\" static-cak pre-shared-key 1 "
     "encryption-type {algorithm}"},
    {when::always,
     "/configure macsec connectivity-association \"{name}\" static-cak pre-shared-key 1 cak-name "
     "\"{ckn}\""},
    {when::always,
     "/configure macsec connectivity-association \"{name}\" static-cak pre-shared-key 1 cak "
     "\"{cak}\""},
    {when::always, "/configure port {interface} ethernet dot1x admin-state enable"},
    {when::must, "/configure port {interface} ethernet dot1x macsec rx-must-be-encrypted true"},
    {when::should, "/configure port {interface} ethernet dot1x macsec rx-must-be-encrypted false"},
    {when::always,
     "/configure port {interface} ethernet dot1x macsec sub-port 1 admin-state enable"},
    {when::always,
     "/configure port {interface} ethernet dot1x macsec sub-port 1 encap-match all-match true"},
    {when::always,
     "/configure port {interface} ethernet dot1x macsec sub-port 1 ca-name \"{name}\""},
    {when::always, "# afterwards: show macsec connectivity-association \"{name}\" detail"},
};

}  // namespace

const Vendor sros{
    .name = "sros",
    .title = "Nokia SR OS",
    .comment = "#",
    .interface = "1/1/c1/1",
    .suites = {"gcm-aes-128", "gcm-aes-256", "gcm-aes-xpn-128", "gcm-aes-xpn-256"},
    .cmac_128 = "aes-128-cmac",
    .cmac_256 = "aes-256-cmac",
    .can_leave_clear = true,
    .shortest_rekey = 0,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
