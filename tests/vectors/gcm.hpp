// AES-GCM as the data path uses it, straight from OpenSSL: the other side of what MKA agrees on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "mka/types.hpp"

namespace vectors {

// The clear text, or nothing if the tag does not fit.
std::optional<std::vector<std::uint8_t>> gcm_open(mka::Bytes sak, mka::Bytes iv, mka::Bytes aad,
                                                  mka::Bytes secured, mka::Bytes tag);

}  // namespace vectors
