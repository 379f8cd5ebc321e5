// The agent's events one after the other, over restarts of the agent: none twice, and none left out
// without a word.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "command.hpp"

namespace macsecctl {

// How far a reader has come, as the agent counts.
class StreamPlace {
 public:
  // What Monitor needs to go on here; `first`: what it was asked for at the beginning.
  Json parameters(const Json& first) const;
  // Takes a reply of Monitor into account. False: nothing, or an event that was seen already.
  bool take(const Json& reply, const Json& first);
  // What a reader should know of the reply that was taken last, or nothing.
  const std::string& notice() const { return notice_; }

 private:
  void begin(const Json& ready, std::uint64_t history);

  std::string run_;
  std::uint64_t sequence_ = 0;
  std::string notice_;
};

struct EventStream {
  Json parameters = Json::object();  // of Monitor
  bool reconnects = true;
  std::function<void(const Json&)> reply{};          // ready, or an event
  std::function<void(const std::string&)> notice{};  // a sentence
};

// Ends when the agent ends the stream; if it goes away only where `reconnects` is false, or where
// it was not there at first.
Result<void> follow(const Context& context, const EventStream& stream);

}  // namespace macsecctl
