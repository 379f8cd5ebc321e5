// Reading the vectors: a missing file, key or digit ends the test with an exception, nothing is
// skipped.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "crypto/cmac.hpp"
#include "mka/secret.hpp"
#include "mka/types.hpp"
#include "octets.hpp"

namespace vectors {

using Json = nlohmann::json;

Json load(const std::string& file);

// The octets of a member written in hexadecimal.
std::vector<std::uint8_t> octets_of(const Json& object, const char* member);

template <typename Key>
Key secret_of(const Json& object, const char* member) {
  return Key::copy_from(octets_of(object, member)).value();
}

mka::Ckn ckn_of(const Json& object, const char* member);
mka::Sci sci_of(const Json& object, const char* member);
mka::Mi mi_of(const Json& object, const char* member);
mka::crypto::Cmac cmac_of(const mka::Ick& ick);

}  // namespace vectors
