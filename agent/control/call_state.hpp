// What stands behind every copy of a Call; made by the session, which hears of each answer.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "control/call.hpp"
#include "control/request.hpp"

namespace macsec {

struct CallState {
  // The message that answers, or nothing for a oneway call; `last` ends the call.
  using Send = std::function<void(std::optional<Json> message, bool last)>;

  CallState(Request r, std::vector<UniqueFd> fds, const Peer& p, Send s)
      : request(std::move(r)), descriptors(std::move(fds)), peer(p), send(std::move(s)) {}
  CallState(const CallState&) = delete;
  CallState& operator=(const CallState&) = delete;
  ~CallState();

  void answer(Json message, bool last);
  void answer_error(std::string_view name, Json parameters);
  void tell_result(std::string result);
  // The client has gone. What comes back is for the loop to call, once.
  std::vector<std::function<void()>> close();

  Request request;
  std::vector<UniqueFd> descriptors;
  Peer peer;
  Send send;
  std::function<void(const Json& parameters)> examine_reply{};  // optional
  // Optional. Hears once what became of the call, also if its client has gone meanwhile.
  std::function<void(const std::string& result)> on_result{};
  std::vector<std::function<void()>> on_closed{};
  bool over = false;  // answered, or the client has gone
  bool closed = false;
};

}  // namespace macsec
