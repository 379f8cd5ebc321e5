// One MKPDU in the words that programs read; people's text is made of the same.
#pragma once

#include <string>

#include "capture/seen_mkpdu.hpp"
#include "control/json.hpp"

namespace capture {

macsec::Json explain(const SeenMkpdu& mkpdu);

std::string time_text(std::int64_t nanoseconds);  // 2026-01-31T12:00:00.000000000Z
std::string key_identifier(const mka::Ki& ki);    // MI and key number, 32 digits
// Nothing unless the CKN is text.
std::optional<std::string> printable(const mka::Ckn& ckn);

}  // namespace capture
