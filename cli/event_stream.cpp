#include "event_stream.hpp"

#include <algorithm>
#include <thread>

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

constexpr std::chrono::milliseconds pause_between_attempts(500);

std::uint64_t natural(const Json& object, const char* name) {
  return static_cast<std::uint64_t>(
      std::max<std::int64_t>(number_member(object, name).value_or(0), 0));
}

}  // namespace

Json StreamPlace::parameters(const Json& first) const {
  Json out = first;
  if (run_.empty()) return out;
  out.erase("history");
  out["run"] = run_;
  out["since"] = sequence_;
  return out;
}

bool StreamPlace::take(const Json& reply, const Json& first) {
  notice_.clear();
  if (flag_member(reply, "ready").value_or(false)) {
    begin(reply, natural(first, "history"));
    return true;
  }
  const Json& event = member(reply, "event");
  if (event.is_null()) return false;
  const std::uint64_t sequence = natural(event, "sequence");
  if (sequence != 0 && sequence <= sequence_) return false;
  sequence_ = std::max(sequence, sequence_);
  return true;
}

void StreamPlace::begin(const Json& ready, std::uint64_t history) {
  const std::string run = text_member(ready, "run").value_or("");
  const std::uint64_t last = natural(ready, "sequence");
  if (run_.empty()) {
    sequence_ = last - std::min(history, last);
  } else if (run != run_) {
    notice_ = "macsecd was started anew: its events are numbered from 1 again";
    sequence_ = 0;
  }
  run_ = run;
  if (const auto lost = natural(ready, "lost"); lost > 0) {
    sequence_ += lost;
    notice_ += (notice_.empty() ? "" : "; ") + std::to_string(lost) +
               (lost == 1 ? " event was" : " events were") +
               " missed, which macsecd no longer keeps";
  }
}

Result<void> follow(const Context& context, const EventStream& stream) {
  StreamPlace place;
  bool away = false;
  for (;;) {
    auto client = context.connect();
    if (!client && !away) return Failure{client.error()};
    if (client) {
      if (std::exchange(away, false)) stream.notice("macsecd is back");
      const auto ended =
          client->call_more("Monitor", place.parameters(stream.parameters), [&](const Json& reply) {
            if (!place.take(reply, stream.parameters)) return true;
            if (!place.notice().empty()) stream.notice(place.notice());
            stream.reply(reply);
            return true;
          });
      if (ended) return {};
      if (ended.error().code != Errc::agent_unreachable || !stream.reconnects)
        return Failure{ended.error()};
      away = true;
      stream.notice("macsecd went away; waiting for it");
    }
    std::this_thread::sleep_for(pause_between_attempts);
  }
}

}  // namespace macsecctl
