#include "watch/agent_feed.hpp"

#include <algorithm>

#include "control/member.hpp"
#include "spelling.hpp"
#include "utc_time.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

constexpr std::chrono::milliseconds pause_between_attempts(1000);
// Each look costs the agent a question to the kernel, and events come in bursts.
constexpr std::chrono::milliseconds least_between_looks(100);
// An answer takes some milliseconds.
constexpr std::chrono::milliseconds patience(3000);

}  // namespace

AgentFeed::AgentFeed(const Context& context, Settings settings)
    : context_(context), settings_(std::move(settings)), first_{{"history", settings_.history}} {}

std::vector<pollfd> AgentFeed::descriptors() const {
  std::vector<pollfd> all;
  for (const auto* client : {&events_, &state_})
    if (*client) all.push_back({(*client)->descriptor(), POLLIN, 0});
  return all;
}

void AgentFeed::turn(Instant now) {
  if (!state_ && !connect(now)) return;
  const auto heard = take_events();
  if (!heard) return lose(now, heard.error());
  hurry_ = hurry_ || *heard;
  if (const auto taken = take_state(now); !taken) return lose(now, taken.error());
  if (const auto asked = ask(now); !asked) return lose(now, asked.error());
  complain(now);
}

// False: not there, or not yet time to try again.
bool AgentFeed::connect(Instant now) {
  if (now < next_) return false;
  next_ = now + pause_between_attempts;
  auto events = context_.connect();
  auto state = context_.connect();
  if (!events || !state) return lose(now, (events ? state : events).error()), false;
  if (!events->begin("Monitor", place_.parameters(first_), Client::Replies::stream)) return false;
  events_ = *std::move(events);
  state_ = *std::move(state);
  asked_ = Asked::nothing;
  hurry_ = true;
  return true;
}

Result<bool> AgentFeed::take_events() {
  const auto replies = events_->take();
  if (!replies) return Failure{replies.error()};
  bool news = false;
  for (const Json& reply : *replies) {
    if (!place_.take(reply, first_)) continue;
    if (!place_.notice().empty()) add_note(place_.notice());
    const Json& event = member(reply, "event");
    if (!event.is_null() && is_about_watched(event)) board_.add_event(event);
    news = true;
  }
  return news;
}

void AgentFeed::add_note(const std::string& sentence) {
  board_.add_event(
      {{"time", utc_time()}, {"event", "note"}, {"severity", "warning"}, {"message", sentence}});
}

Result<void> AgentFeed::take_state(Instant now) {
  const auto replies = state_->take();
  if (!replies) return Failure{replies.error()};
  if (replies->empty()) return {};
  if (asked_ == Asked::connections) {
    described_ = member(replies->front(), "connections");
    asked_ = Asked::lags;
    if (auto sent = state_->begin("DescribeLags", Json::object(), Client::Replies::one); !sent)
      return sent;
    return {};
  }
  asked_ = Asked::nothing;
  fill(now, member(replies->front(), "lags"));
  return {};
}

void AgentFeed::fill(Instant now, const Json& lags) {
  board_.connections = Json::array();
  for (const Json& connection : described_)
    if (is_watched(connection)) board_.connections.push_back(connection);
  board_.lags = Json::array();
  for (const Json& lag : lags)
    if (is_watched(lag) || holds_watched(lag)) board_.lags.push_back(lag);
  board_.rates.observe(now, board_.connections);
  board_.trouble.clear();
  silent_since_.reset();
  board_.filled = true;
  ++looks_;
}

Result<void> AgentFeed::ask(Instant now) {
  next_ = asked_at_ + (hurry_ ? least_between_looks : settings_.interval);
  if (asked_ != Asked::nothing) return next_ = now + least_between_looks, Result<void>{};
  if (now < next_) return {};
  if (auto sent = state_->begin("DescribeConnections", Json::object(), Client::Replies::one); !sent)
    return sent;
  asked_ = Asked::connections;
  asked_at_ = now;
  silent_since_ = now;
  hurry_ = false;
  next_ = now + settings_.interval;
  return {};
}

void AgentFeed::lose(Instant now, const Error& error) {
  events_.reset();
  state_.reset();
  next_ = std::max(next_, now + pause_between_attempts / 4);
  if (!silent_since_) silent_since_ = now;
  board_.trouble = error.what + (board_.filled ? "; what stands below is old" : "");
}

void AgentFeed::complain(Instant now) {
  if (!silent_since_ || now - *silent_since_ < patience) return;
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now - *silent_since_);
  board_.trouble =
      "no answer for " + age_text(ms.count()) + (board_.filled ? "; what stands below is old" : "");
}

bool AgentFeed::is_watched(const Json& thing) const {
  if (settings_.names.empty()) return true;
  return std::ranges::any_of(settings_.names, [&](const std::string& name) {
    return text_member(thing, "connectionName") == name || text_member(thing, "lagName") == name;
  });
}

bool AgentFeed::holds_watched(const Json& lag) const {
  return std::ranges::any_of(board_.connections, [&](const Json& one) {
    return text_member(one, "lagName") == text_member(lag, "lagName");
  });
}

// Also of members of a LAG that is watched, as far as they are known.
bool AgentFeed::is_about_watched(const Json& event) const {
  if (settings_.names.empty() || is_watched(event)) return true;
  const auto called = text_member(event, "connectionName");
  return called && std::ranges::any_of(board_.connections, [&](const Json& one) {
           return text_member(one, "connectionName") == called;
         });
}

}  // namespace macsecctl
