#include "peer_config/vendor.hpp"

namespace macsecctl {
namespace {

constexpr Row notes[] = {
    {when::always,
     "0 in front of the CAK says that it is in clear; the running configuration shows it as"},
    {when::always, "type 7, which belongs to that profile: do not copy it elsewhere."},
    {when::always, "MACsec needs a licence on most platforms: mac security, license NAME KEY."},
    {when::short_ckn,
     "A short key is derived as it is, or filled with zeros: key derivation padding append."},
    {when::short_ckn, "Take a CKN of 64 digits, or say --ckn-match auto at this end."},
    {when::must, "Traffic without protection is dropped by default."},
};

constexpr Row rows[] = {
    {when::always, "mac security"},
    {when::always, "   profile {name}"},
    {when::always, "      cipher {suite}"},
    {when::always, "      key {ckn} 0 {cak}"},
    {when::always, "      mka key-server priority {priority}"},
    {when::rekeys, "      mka session rekey-period {rekey}"},
    {when::sci, "      sci"},
    {when::should, "      traffic unprotected allow"},
    {when::always, "      replay protection window {window}"},
    {when::always, "!"},
    {when::always, "interface {interface}"},
    {when::always, "   mac security profile {name}"},
    {when::always, "!"},
    {when::always, "! afterwards: show mac security participants detail"},
};

}  // namespace

const Vendor eos{
    .name = "eos",
    .title = "Arista EOS",
    .comment = "!",
    .interface = "Ethernet1",
    .suites = {"aes128-gcm", "aes256-gcm", "aes128-gcm-xpn", "aes256-gcm-xpn"},
    .cmac_128 = "AES-128-CMAC, by the length of the CAK",
    .cmac_256 = "AES-256-CMAC, by the length of the CAK",
    .can_leave_clear = false,
    .shortest_rekey = 30,
    .notes = notes,
    .rows = rows,
};

}  // namespace macsecctl
