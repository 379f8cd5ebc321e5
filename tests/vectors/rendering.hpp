// A decoded MKPDU in the form that the vectors give it, so that equality compares every field.
#pragma once

#include "mka/secret.hpp"
#include "vectors.hpp"
#include "wire/mkpdu.hpp"

namespace vectors {

// `kek` unwraps a distributed SAK, which is rendered as "sak", or else as "error" with the reason.
Json rendered(const mka::wire::Mkpdu& pdu, const mka::Kek& kek);
// What the vectors tell of the outside: EAPOL version, lengths and ICV.
Json rendered_outside(mka::Bytes frame, const mka::wire::Envelope& envelope);

}  // namespace vectors
