#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always, "Keep this file readable by root only: it holds the CAK."},
    {when::always, "Run it: wpa_supplicant -D macsec_linux -i {interface} -c FILE"},
    {when::always,
     "It makes the device macsec0, on which the addresses go; {interface} stays without any."},
    {when::always,
     "It does not keep clear text from {interface}, and renews SAKs only when packet numbers run"},
    {when::always, "out: let this end be the key server, with the lower priority."},
    {when::not_128,
     "macsec_csindex needs wpa_supplicant 2.11 or later: 2.10 (Debian 12) refuses the file."},
    {when::short_cak, "With a CAK of 32 digits it works with every release."},
};

constexpr Row rows[] = {
    {when::always, "eapol_version=3"},
    {when::always, "ap_scan=0"},
    {when::always, "network={"},
    {when::always, "    key_mgmt=NONE"},
    {when::always, "    eapol_flags=0"},
    {when::always, "    macsec_policy=1"},
    {when::integrity_only, "    macsec_integ_only=1"},
    {when::encrypts, "    macsec_integ_only=0"},
    {when::always, "    macsec_replay_protect=1"},
    {when::always, "    macsec_replay_window={window}"},
    {when::not_128, "    macsec_csindex=1"},
    {when::always, "    mka_ckn={ckn}"},
    {when::always, "    mka_cak={cak}"},
    {when::always, "    mka_priority={priority}"},
    {when::always, "}"},
};

}  // namespace

const Vendor wpa_supplicant{
    .name = "wpa_supplicant",
    .title = "wpa_supplicant",
    .comment = "#",
    .interface = "eth0",
    .suites = {"GCM-AES-128", "GCM-AES-256", "", ""},
    .cmac_128 = "AES-128-CMAC, by the length of the CAK",
    .cmac_256 = "AES-256-CMAC, by the length of the CAK",
    .can_leave_clear = true,
    .shortest_rekey = 0,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
