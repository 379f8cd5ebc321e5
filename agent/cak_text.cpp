#include "cak_text.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base64.hpp"
#include "wiped_octets.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;
using Text = std::span<const std::uint8_t>;

constexpr std::size_t most_digits = 64;
constexpr std::size_t short_cak = 16;
constexpr std::size_t long_cak = 32;

Failure bad_key(std::string what, std::string hint) {
  return Failure{{Errc::key_format, "the CAK " + std::move(what), std::move(hint)}};
}

std::string at_position(std::size_t index) { return " at position " + std::to_string(index + 1); }

std::optional<unsigned> digit(std::uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

bool is_blank(std::uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_hex(Text text) {
  return std::all_of(text.begin(), text.end(), [](std::uint8_t c) { return digit(c); });
}

Text without_newline(Text text) {
  return !text.empty() && text.back() == '\n' ? text.first(text.size() - 1) : text;
}

Failure bad_character(std::uint8_t c, std::size_t index) {
  if (is_blank(c))
    return bad_key("has a blank or line break" + at_position(index),
                   "only one newline at the end is accepted");
  return bad_key("has a character that is not a hexadecimal digit" + at_position(index),
                 "digits are 0-9 a-f");
}

std::string sizes_wanted(bool pad) {
  return pad ? "an even number from 32 to 64 is needed; what is shorter is too weak to be padded"
             : "32 or 64 are needed";
}

bool is_good_size(std::size_t octets, bool pad) {
  return octets == short_cak || octets == long_cak ||
         (pad && octets > short_cak && octets < long_cak);
}

// Zeros at its right, as IBM's guidelines say.
GivenCak finished(Text octets, bool pad) {
  if (!pad || octets.size() == long_cak) return {*mka::Cak::copy_from(octets), octets.size()};
  WipedOctets<long_cak> padded;
  std::copy(octets.begin(), octets.end(), padded.room().begin());
  padded.grow(long_cak);
  return {*mka::Cak::copy_from(padded.expose()), octets.size()};
}

Result<GivenCak> from_hex(Text text, bool pad) {
  text = without_newline(text);
  for (std::size_t i = 0; i < text.size() && i < most_digits; ++i)
    if (!digit(text[i])) return bad_character(text[i], i);
  if (text.empty()) return bad_key("is empty", "32 or 64 hexadecimal digits are needed");
  if (text.size() > most_digits)
    return bad_key("is longer than 64 hexadecimal digits", "32 or 64 digits are needed");
  if (text.size() % 2 != 0 || !is_good_size(text.size() / 2, pad))
    return bad_key("has " + std::to_string(text.size()) + " hexadecimal digits" +
                       (text.size() % 2 != 0 ? ", an odd number" : ""),
                   sizes_wanted(pad));
  WipedOctets<long_cak> octets;
  for (std::size_t i = 0; i < text.size(); i += 2)
    octets.push(static_cast<std::uint8_t>(*digit(text[i]) << 4 | *digit(text[i + 1])));
  return finished(octets.expose(), pad);
}

Result<GivenCak> from_raw(Text octets, bool pad) {
  if (is_good_size(octets.size(), pad)) return finished(octets, pad);
  return bad_key(
      "is base64 of " + std::to_string(octets.size()) + " octets, which are no hexadecimal digits",
      pad ? "16 to 32 octets are needed, or 32 to 64 hexadecimal digits"
          : "16 or 32 octets are needed, or 32 or 64 hexadecimal digits");
}

// 32 hexadecimal digits are as good as 32 octets: nobody can see what was meant.
Result<Base64Of> meant(Text decoded, std::optional<Base64Of> said) {
  if (said) return *said;
  const Text text = without_newline(decoded);
  if (!is_hex(text) || decoded.size() < long_cak) return Base64Of::raw;
  if (decoded.size() == long_cak)
    return bad_key(
        "is base64 of 32 octets that are all hexadecimal digits: a CAK of 128 bits in hexadecimal, "
        "or one of 256 bits",
        "say which: --base64-of hex or --base64-of raw");
  return Base64Of::hex;
}

Failure bad_base64(const Base64Check& check) {
  switch (check.fault) {
    case Base64Fault::blank:
      return bad_key("has a blank or line break" + at_position(check.index),
                     "base64 in one line, as base64 -w0 prints it");
    case Base64Fault::url_alphabet:
      return bad_key("is in the URL form of base64: see the character" + at_position(check.index),
                     "use the usual alphabet, with + and /");
    case Base64Fault::padding:
      return bad_key("has the base64 padding = in the wrong place," + at_position(check.index),
                     "only the end may be padded");
    case Base64Fault::length:
      return bad_key("is incomplete: base64 of " + std::to_string(check.index) + " characters",
                     "a multiple of 4 is needed, with = at the end where it is padded");
    case Base64Fault::loose_bits:
      return bad_key("ends in a base64 character that says too much," + at_position(check.index),
                     "it was cut or changed on its way: copy it again");
    case Base64Fault::stranger:
    case Base64Fault::none:
      break;
  }
  return bad_key("has a character that is not base64" + at_position(check.index),
                 "characters are A-Z a-z 0-9 + / and = at the end");
}

Result<GivenCak> from_base64(Text text, const CakForm& form) {
  text = without_newline(text);
  if (text.empty()) return bad_key("is empty", "base64 of the CAK is needed");
  const Base64Check check = check_base64(text);
  if (check.fault != Base64Fault::none) return bad_base64(check);
  WipedOctets<most_cak_text> decoded;
  if (check.octets > most_digits + 1)
    return bad_key("is longer than base64 of 64 hexadecimal digits",
                   "base64 of 16 or 32 octets, or of 32 or 64 hexadecimal digits");
  decode_base64(text, decoded.room());
  decoded.grow(check.octets);
  const auto of = meant(decoded.expose(), form.base64_of);
  if (!of) return Failure{of.error()};
  if (*of == Base64Of::raw) return from_raw(decoded.expose(), form.pad);
  auto cak = from_hex(decoded.expose(), form.pad);
  if (!cak) return Failure{within("decoded from base64", cak.error())};
  return cak;
}

}  // namespace

Result<GivenCak> cak_from_text(Text text, const CakForm& form) {
  return form.encoding == CakEncoding::hex ? from_hex(text, form.pad) : from_base64(text, form);
}

Result<mka::Cak> parse_cak(Text text) {
  auto given = from_hex(text, false);
  if (!given) return Failure{given.error()};
  return std::move(given->cak);
}

}  // namespace macsecd
