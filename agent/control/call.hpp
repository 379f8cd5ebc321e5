// One method call of one client, and the way to answer it. A call may be kept and answered later,
// from the same thread; copies are the same call. The last copy that goes unanswered answers
// Internal.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "control/error.hpp"
#include "control/json.hpp"
#include "control/peer.hpp"
#include "control/result.hpp"
#include "control/unique_fd.hpp"

namespace macsec {

struct CallState;

class Call {
 public:
  explicit Call(std::shared_ptr<CallState> state) : state_(std::move(state)) {}

  const std::string& method() const;  // with its interface: org.macsecd.Agent.Rekey
  const Peer& peer() const;           // who asks
  bool more() const;                  // the client asked for a stream of replies
  bool oneway() const;                // the client wants no reply: replies are dropped

  // The parameters; presence and types agree with the interface description.
  const Json& parameters() const;
  // One of them; nothing if absent or null.
  std::optional<std::string> text(std::string_view name) const;
  std::optional<std::int64_t> number(std::string_view name) const;
  std::optional<bool> flag(std::string_view name) const;
  // A descriptor that came with the call; each can be taken once. What nobody takes is closed.
  Result<UniqueFd> take_descriptor(std::int64_t index);

  void reply(Json parameters = Json::object());
  void reply_continues(Json parameters);  // one of a stream; only if more()
  void fail(const Error& error);
  void fail(std::string_view varlink_error, Json parameters);  // an error of another interface

  // Calls back once, from the loop, if the client goes away or is dropped before the last reply.
  // Never from inside reply_continues(), so a list of subscribers may be walked while it replies to
  // them.
  void on_closed(std::function<void()> callback);
  bool closed() const;

 private:
  std::shared_ptr<CallState> state_;
};

}  // namespace macsec
