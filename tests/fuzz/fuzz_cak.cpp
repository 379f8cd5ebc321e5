// Door 4: any octets in a file that was passed as a CAK. Either a key comes out, of the digits that
// went in, or an error that does not tell them.
#include <cctype>
#include <cstdlib>
#include <string>

#include "cak_reader.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

bool are_digits(const std::string& text) {
  for (const char c : text)
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string digits = text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0));
  const auto cak = macsecd::parse_cak({data, size});
  if (cak) {
    must(cak->size() * 2 == digits.size() && are_digits(digits));
    return 0;
  }
  must(cak.error().code == macsec::Errc::key_format);
  must(!cak.error().what.empty() && !cak.error().hint.empty());
  const std::string told = cak.error().what + cak.error().hint;
  for (std::size_t i = 0; i + 8 <= text.size(); ++i)
    must(!are_digits(text.substr(i, 8)) || told.find(text.substr(i, 8)) == std::string::npos);
  return 0;
}
