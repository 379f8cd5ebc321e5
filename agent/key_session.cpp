#include "key_session.hpp"

namespace macsecd {

std::string_view to_string(KeySession session) {
  return session == KeySession::fallback ? "fallback" : "primary";
}

std::optional<KeySession> key_session_from(std::string_view word) {
  if (word == "primary") return KeySession::primary;
  if (word == "fallback") return KeySession::fallback;
  return std::nullopt;
}

}  // namespace macsecd
