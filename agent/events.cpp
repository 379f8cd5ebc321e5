#include "events.hpp"

#include <sys/random.h>

#include <array>
#include <vector>

#include "clock.hpp"
#include "mka/types.hpp"
#include "time_text.hpp"

namespace macsecd {
namespace {

// Need not be unpredictable, only another one each time.
std::string fresh_run() {
  std::array<std::uint8_t, 16> octets{};
  if (::getentropy(octets.data(), octets.size()) != 0) return time_of_day();
  return mka::to_hex(octets);
}

const char* severity_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "info";
}

}  // namespace

Events::Events() : run_(fresh_run()) {}

macsec::Json to_json(const AgentEvent& event) {
  macsec::Json out{{"time", event.time}, {"sequence", event.sequence}, {"event", event.event}};
  const auto put = [&](const char* member, const auto& value) {
    if (value) out[member] = *value;
  };
  if (!event.connection.empty()) out["connectionName"] = event.connection;
  if (!event.lag.empty()) out["lagName"] = event.lag;
  if (!event.secret.empty()) out["secretName"] = event.secret;
  put("ckn", event.ckn);
  put("peer", event.peer);
  put("keyIdentifier", event.key_identifier);
  put("associationNumber", event.association_number);
  put("reason", event.reason);
  put("seconds", event.seconds);
  out["message"] = event.message;
  out["severity"] = severity_of(event.level);
  return out;
}

std::uint64_t Events::subscribe(Reader reader) {
  readers_.emplace(++last_id_, std::move(reader));
  return last_id_;
}

void Events::unsubscribe(std::uint64_t id) { readers_.erase(id); }

void Events::publish(AgentEvent event) {
  if (event.provoked) {
    const auto left_out = limit_.admit(event.connection + ' ' + event.event, now());
    if (!left_out) return;
    if (*left_out > 0) event.message += " (" + std::to_string(*left_out) + " more were not told)";
  }
  event.time = time_of_day();
  event.sequence = ++last_sequence_;
  history_.add(event);
  ++counts_[event.event];
  std::vector<std::uint64_t> ids;
  for (const auto& [id, reader] : readers_) ids.push_back(id);
  for (const std::uint64_t id : ids) {
    const auto at = readers_.find(id);
    if (at == readers_.end()) continue;
    const Reader reader = at->second;  // stays alive if it unsubscribes itself
    reader(event);
  }
}

}  // namespace macsecd
