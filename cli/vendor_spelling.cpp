#include "vendor_spelling.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::Json;

enum class Suites { as_ours, upper, underscores };

struct Spelling {
  const char* profile;
  HexCase digits;
  Suites suites;
};

constexpr std::array spellings{
    Spelling{"generic", HexCase::lower, Suites::as_ours},
    Spelling{"aws", HexCase::lower, Suites::upper},        // GCM-AES-XPN-256
    Spelling{"ibm", HexCase::lower, Suites::underscores},  // gcm_aes_xpn_256
    Spelling{"alibaba", HexCase::upper, Suites::upper},
};

Spelling spelling_of(const Json& connection, const Style& style) {
  const auto profile = macsec::text_member(connection, "profile");
  Spelling chosen = spellings.front();
  for (const Spelling& one : spellings)
    if (profile == one.profile) chosen = one;
  chosen.digits = style.digits.value_or(chosen.digits);
  return chosen;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string suite(std::string name, Suites as) {
  if (as == Suites::upper) return upper(std::move(name));
  if (as == Suites::underscores) std::ranges::replace(name, '-', '_');
  return name;
}

bool names_keys(const std::string& member) {
  return member == "ckn" || member == "wireCkn" || member == "newCkn" || member == "oldCkns" ||
         member == "lastUnknownCkn";
}

// `as_name`: what stands here names a key.
void respell(Json& value, const Spelling& spelling, bool as_name) {
  if (value.is_array())
    for (Json& each : value) respell(each, spelling, as_name);
  if (as_name && value.is_string() && spelling.digits == HexCase::upper)
    value = upper(value.get<std::string>());
  if (!value.is_object()) return;
  for (auto& [name, member] : value.items()) {
    if (name == "cipherSuite" && member.is_string())
      member = suite(member.get<std::string>(), spelling.suites);
    else
      respell(member, spelling, names_keys(name));
  }
}

}  // namespace

Json respelled(const Json& connection, const Style& style) {
  Json out = connection;
  respell(out, spelling_of(connection, style), false);
  return out;
}

}  // namespace macsecctl
