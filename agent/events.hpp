// What happens, as one stream: the log and every monitor read it. No secrets.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "control/json.hpp"
#include "event_limit.hpp"

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
};

// Its form on the control interface, without the time.
macsec::Json to_json(const AgentEvent& event);

class Events {
 public:
  using Reader = std::function<void(const AgentEvent&)>;

  // A reader may remove itself while it reads.
  std::uint64_t subscribe(Reader reader);
  void unsubscribe(std::uint64_t id);
  void publish(AgentEvent event);

 private:
  std::map<std::uint64_t, Reader> readers_;
  std::uint64_t last_id_ = 0;
  EventLimit limit_;
};

}  // namespace macsecd
