// How the text of a CAK is to be read, as its owner says.
#pragma once

#include <cstdint>
#include <optional>

#include "control/json.hpp"
#include "control/result.hpp"

namespace macsecd {

enum class CakEncoding : std::uint8_t { hex, base64 };

// What base64 stands for: IBM encodes the hexadecimal digits, others the octets.
enum class Base64Of : std::uint8_t { hex, raw };

struct CakForm {
  CakEncoding encoding = CakEncoding::hex;
  std::optional<Base64Of> base64_of{};  // none: seen from the length, where that can be
  bool pad = false;                     // a CAK of 128 bits and more gets zeros up to 256 bits
};

// From the parameters cakEncoding, base64Of, padCak.
macsec::Result<CakForm> cak_form_from(const macsec::Json& parameters);

}  // namespace macsecd
