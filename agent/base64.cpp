#include "base64.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace macsecd {
namespace {

constexpr std::uint8_t beyond = 64;

// Without a table, whose cache lines would tell of the secret.
std::uint8_t value_of(std::uint8_t c) {
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint8_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<std::uint8_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0' + 52);
  if (c == '+') return 62;
  if (c == '/') return 63;
  return beyond;
}

Base64Fault fault_of(std::uint8_t c) {
  if (value_of(c) != beyond) return Base64Fault::none;
  if (c == '-' || c == '_') return Base64Fault::url_alphabet;
  return c == '=' ? Base64Fault::padding : Base64Fault::stranger;
}

bool is_blank(std::uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t padding_of(std::span<const std::uint8_t> text) {
  std::size_t count = 0;
  while (count < 2 && count < text.size() && text[text.size() - 1 - count] == '=') ++count;
  return count;
}

}  // namespace

Base64Check check_base64(std::span<const std::uint8_t> text) {
  // First: a blank behind the padding would show as padding that is not at the end.
  if (const auto at = std::find_if(text.begin(), text.end(), is_blank); at != text.end())
    return {Base64Fault::blank, static_cast<std::size_t>(at - text.begin())};
  const std::size_t padding = padding_of(text);
  const auto digits = text.first(text.size() - padding);
  for (std::size_t i = 0; i < digits.size(); ++i)
    if (const auto fault = fault_of(digits[i]); fault != Base64Fault::none) return {fault, i};
  if (text.size() % 4 != 0) return {Base64Fault::length, text.size()};
  const std::uint8_t loose = padding == 2 ? 15 : padding == 1 ? 3 : 0;
  if (!digits.empty() && (value_of(digits.back()) & loose) != 0)
    return {Base64Fault::loose_bits, digits.size() - 1};
  return {Base64Fault::none, 0, text.size() / 4 * 3 - padding};
}

void decode_base64(std::span<const std::uint8_t> text, std::span<std::uint8_t> into) {
  if (text.empty() || into.size() < text.size() / 4 * 3) return;
  EVP_DecodeBlock(into.data(), text.data(), static_cast<int>(text.size()));
}

}  // namespace macsecd
