// Base64 as RFC 4648 section 4 has it, strictly: the usual alphabet, padded, in one line, and no
// second spelling of the same octets. OpenSSL decodes; what it lets pass is looked for here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace macsecd {

enum class Base64Fault : std::uint8_t {
  none,
  blank,         // or line break
  url_alphabet,  // - or _
  stranger,      // any other character
  padding,       // = in the wrong place
  length,        // not a multiple of 4
  loose_bits,    // the last character says more than the octets hold
};

struct Base64Check {
  Base64Fault fault = Base64Fault::none;
  std::size_t index = 0;   // of the character
  std::size_t octets = 0;  // that it stands for, if nothing is wrong
};

Base64Check check_base64(std::span<const std::uint8_t> text);

// Of a text that was checked; `into` holds 3 octets for each 4 characters.
void decode_base64(std::span<const std::uint8_t> text, std::span<std::uint8_t> into);

}  // namespace macsecd
