// Which CKN/CAK pairs the other end can take, by its profile.
#pragma once

#include <optional>

#include "control/error.hpp"
#include "keychain.hpp"
#include "profile_rules.hpp"

namespace macsecd {

// `cak_size` in octets; none: the CAK is not known.
std::optional<macsec::Error> key_problem(Profile profile, mka::CipherSuite suite,
                                         const mka::Ckn& ckn, std::optional<std::size_t> cak_size);
// The first key that does not fit these settings.
std::optional<macsec::Error> keychain_problem(const ConnectionSettings& settings,
                                              const Keychain& keys);

}  // namespace macsecd
