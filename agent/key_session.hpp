// What a key is for: the session itself, or the one that is fallen back to when no primary key
// works, whatever its age.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace macsecd {

enum class KeySession : std::uint8_t { primary, fallback };

std::string_view to_string(KeySession session);
std::optional<KeySession> key_session_from(std::string_view word);

}  // namespace macsecd
