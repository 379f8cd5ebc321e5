#include "control/call.hpp"

#include "control/call_state.hpp"
#include "control/error_reply.hpp"
#include "control/member.hpp"

namespace macsec {

CallState::~CallState() {
  tell_result("unanswered");
  if (over) return;
  const Error error{Errc::internal, request.method + " was not answered",
                    "the log of macsecd may say why"};
  answer(error_reply(error), true);
}

namespace {

// "ok", or the error's name without its interface.
std::string result_in(const Json& message) {
  const std::string error = text_member(message, "error").value_or("ok");
  return error.substr(error.rfind('.') + 1);
}

}  // namespace

void CallState::tell_result(std::string result) {
  if (const auto hears = std::exchange(on_result, {})) hears(result);
}

void CallState::answer(Json message, bool last) {
  if (last) tell_result(result_in(message));
  if (over || (!last && !request.more)) return;
  over = last;
  if (last) on_closed.clear();
  if (request.oneway) {
    if (last) send(std::nullopt, true);
    return;
  }
  if (!last) message["continues"] = true;
  send(std::move(message), last);
}

void CallState::answer_error(std::string_view name, Json parameters) {
  answer(Json{{"error", std::string(name)}, {"parameters", std::move(parameters)}}, true);
}

std::vector<std::function<void()>> CallState::close() {
  if (over) return {};
  over = closed = true;
  return std::exchange(on_closed, {});
}

const std::string& Call::method() const { return state_->request.method; }
const Peer& Call::peer() const { return state_->peer; }
bool Call::more() const { return state_->request.more; }
bool Call::oneway() const { return state_->request.oneway; }
const Json& Call::parameters() const { return state_->request.parameters; }
bool Call::closed() const { return state_->closed; }

std::optional<std::string> Call::text(std::string_view name) const {
  return text_member(parameters(), name);
}
std::optional<std::int64_t> Call::number(std::string_view name) const {
  return number_member(parameters(), name);
}
std::optional<bool> Call::flag(std::string_view name) const {
  return flag_member(parameters(), name);
}

Result<UniqueFd> Call::take_descriptor(std::int64_t index) {
  auto& all = state_->descriptors;
  const bool present = index >= 0 && index < static_cast<std::int64_t>(all.size()) &&
                       all[static_cast<std::size_t>(index)];
  if (!present)
    return Failure{Error{Errc::illegal_param,
                         "no file descriptor " + std::to_string(index) + " came with the call",
                         "pass the key file as a descriptor (SCM_RIGHTS) in the same message"}};
  return std::move(all[static_cast<std::size_t>(index)]);
}

void Call::reply(Json parameters) {
  if (state_->examine_reply) state_->examine_reply(parameters);
  state_->answer(Json{{"parameters", std::move(parameters)}}, true);
}

void Call::reply_continues(Json parameters) {
  if (state_->examine_reply) state_->examine_reply(parameters);
  state_->answer(Json{{"parameters", std::move(parameters)}}, false);
}

void Call::fail(const Error& error) { state_->answer(error_reply(error), true); }

void Call::fail(std::string_view varlink_error, Json parameters) {
  state_->answer_error(varlink_error, std::move(parameters));
}

void Call::on_closed(std::function<void()> callback) {
  if (state_->closed) return callback();
  if (!state_->over) state_->on_closed.push_back(std::move(callback));
}

}  // namespace macsec
