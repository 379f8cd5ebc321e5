// A CAK as text: hexadecimal digits, or base64 of them or of the octets, with one newline at the
// end. Errors name positions, never characters: the text is the secret.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "cak_form.hpp"
#include "mka/secret.hpp"

namespace macsecd {

struct GivenCak {
  mka::Cak cak;
  std::size_t given = 0;  // octets of the text; the rest of the CAK is padding

  bool padded() const { return given < cak.size(); }
};

// More than the longest good text: base64 of "64 digits, newline", and a newline.
inline constexpr std::size_t most_cak_text = 88 + 2;

macsec::Result<GivenCak> cak_from_text(std::span<const std::uint8_t> text, const CakForm& form);
// 32 or 64 hexadecimal digits.
macsec::Result<mka::Cak> parse_cak(std::span<const std::uint8_t> text);

}  // namespace macsecd
