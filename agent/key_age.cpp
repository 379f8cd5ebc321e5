#include "key_age.hpp"

#include <algorithm>

namespace macsecd {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::uint64_t longest = 3650ull * 24 * 3600;

std::string in_days(seconds age) {
  return std::to_string(std::chrono::floor<days>(age).count()) + " days";
}

}  // namespace

void read_key_age(Members& in, KeyAgeSettings& s) {
  in.number("maxKeyAgeSeconds", s.max_key_age_seconds, 0, longest);
}

macsec::Json to_json(const KeyAgeSettings& s) {
  return {{"maxKeyAgeSeconds", s.max_key_age_seconds}};
}

seconds key_age(WallTime created_at, WallTime present) {
  return std::max(seconds(0), present - created_at);
}

std::optional<Reason> key_age_reason(const KeyAgeSettings& settings, KeySession session,
                                     seconds age) {
  const seconds limit(settings.max_key_age_seconds);
  if (limit == seconds(0) || session == KeySession::fallback || age < limit) return std::nullopt;
  return Reason{"key-old", "the key is " + in_days(age) + " old",
                "replace it: macsecctl rotate; --max-key-age says when a key is old"};
}

}  // namespace macsecd
