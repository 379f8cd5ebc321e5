// One thing that happened, without secrets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "control/json.hpp"

namespace macsecd {

enum class Level : std::uint8_t { debug, info, warning, error };

struct AgentEvent {
  std::string event;  // session-secured
  std::string connection{};
  std::string lag{};      // if it is about one
  std::string message{};  // a sentence
  Level level = Level::info;
  std::optional<std::string> ckn{};
  std::optional<std::string> peer{};
  std::optional<std::string> key_identifier{};
  std::optional<int> association_number{};
  std::optional<std::string> reason{};
  std::optional<std::uint64_t> seconds{};  // that it lasted, or lasts
  std::string secret{};                    // if it is about one
  bool provoked = false;                   // strangers on the link can cause it at will: limited
  // Set when it is published.
  std::string time{};          // 2026-01-31T12:00:00.000Z
  std::uint64_t sequence = 0;  // 1, 2, 3... of this run of the agent
};

// Its form on the control interface.
macsec::Json to_json(const AgentEvent& event);

}  // namespace macsecd
