// The CAK that comes with a call: its descriptor, and how its text is to be read.
#pragma once

#include "cak_text.hpp"
#include "control/call.hpp"
#include "profile.hpp"

namespace macsecd::methods {

// From cakFileDescriptor, cakEncoding, base64Of and padCak; the profile may pad as well.
macsec::Result<GivenCak> given_cak(macsec::Call& call, Profile profile);

}  // namespace macsecd::methods
