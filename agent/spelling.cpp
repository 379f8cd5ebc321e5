#include "spelling.hpp"

#include <net/if.h>

#include <algorithm>
#include <charconv>

namespace macsecd {
namespace {

constexpr std::size_t longest_connection_name = 64;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

std::string normal_word(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return out;
}

std::string_view to_string(mka::EncryptionMode mode) {
  switch (mode) {
    case mka::EncryptionMode::must_encrypt:
      return "must_encrypt";
    case mka::EncryptionMode::should_encrypt:
      return "should_encrypt";
    case mka::EncryptionMode::no_encrypt:
      return "no_encrypt";
  }
  return "?";
}

std::string_view to_string(mka::Confidentiality offset) {
  switch (offset) {
    case mka::Confidentiality::integrity_only:
      return "integrity-only";
    case mka::Confidentiality::offset_0:
      return "offset-0";
    case mka::Confidentiality::offset_30:
      return "offset-30";
    case mka::Confidentiality::offset_50:
      return "offset-50";
  }
  return "?";
}

std::string_view to_string(KeychainMode mode) {
  switch (mode) {
    case KeychainMode::standby:
      return "standby";
    case KeychainMode::exclusive:
      return "exclusive";
  }
  return "?";
}

std::string_view to_string(OnLastKey rule) {
  switch (rule) {
    case OnLastKey::downgrade:
      return "downgrade";
    case OnLastKey::block:
      return "block";
    case OnLastKey::refuse:
      return "refuse";
  }
  return "?";
}

std::string_view to_string(AdminState state) { return state == AdminState::up ? "up" : "down"; }

std::optional<mka::EncryptionMode> mode_from(std::string_view word) {
  using enum mka::EncryptionMode;
  for (const auto mode : {must_encrypt, should_encrypt, no_encrypt})
    if (normal_word(to_string(mode)) == normal_word(word)) return mode;
  return std::nullopt;
}

std::optional<mka::Confidentiality> confidentiality_from(std::string_view word) {
  using enum mka::Confidentiality;
  for (const auto offset : {integrity_only, offset_0, offset_30, offset_50})
    if (to_string(offset) == normal_word(word)) return offset;
  return std::nullopt;
}

std::optional<KeychainMode> keychain_mode_from(std::string_view word) {
  for (const auto mode : {KeychainMode::standby, KeychainMode::exclusive})
    if (to_string(mode) == normal_word(word)) return mode;
  return std::nullopt;
}

std::optional<OnLastKey> on_last_key_from(std::string_view word) {
  for (const auto rule : {OnLastKey::downgrade, OnLastKey::block, OnLastKey::refuse})
    if (to_string(rule) == normal_word(word)) return rule;
  return std::nullopt;
}

std::optional<AdminState> admin_state_from(std::string_view word) {
  for (const auto state : {AdminState::up, AdminState::down})
    if (to_string(state) == normal_word(word)) return state;
  return std::nullopt;
}

std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

bool is_connection_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_connection_name && name != "." && name != ".." &&
         std::all_of(name.begin(), name.end(), is_name_character);
}

bool is_interface_name(std::string_view name) {
  const auto allowed = [](char c) { return c > ' ' && c < 0x7f && c != '/' && c != ':'; };
  return !name.empty() && name.size() < IFNAMSIZ && name != "." && name != ".." &&
         std::all_of(name.begin(), name.end(), allowed);
}

macsec::Result<std::string> default_device_name(std::string_view parent) {
  std::string name = "ms-" + std::string(parent);
  if (is_interface_name(name)) return name;
  return macsec::Failure{{macsec::Errc::illegal_param,
                          "the default device name " + name + " is longer than the 15 characters " +
                              "that the kernel allows",
                          "choose one: --device NAME"}};
}

std::optional<std::uint64_t> number_from(std::string_view digits) {
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [rest, problem] = std::from_chars(digits.data(), end, value);
  if (digits.empty() || problem != std::errc{} || rest != end) return std::nullopt;
  return value;
}

}  // namespace macsecd
