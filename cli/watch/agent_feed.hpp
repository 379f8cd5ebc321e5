// Fills the board: a stream of events, and a question after the state every now and then. Never
// waits for the agent, which may be stuck, away, or come back as another run.
#pragma once

#include <poll.h>

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "event_stream.hpp"
#include "watch/board.hpp"

namespace macsecctl {

class AgentFeed {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  struct Settings {
    std::vector<std::string> names{};  // connections and LAGs; none: all
    std::chrono::milliseconds interval{1000};
    std::size_t history = 50;
  };
  AgentFeed(const Context& context, Settings settings);

  // What to wait for, and until when at most, before the next turn().
  std::vector<pollfd> descriptors() const;
  Instant next() const { return next_; }
  // Takes what has come and asks what is due.
  void turn(Instant now);
  const Board& board() const { return board_; }
  // Answers so far.
  std::size_t looks() const { return looks_; }

 private:
  enum class Asked { nothing, connections, lags };

  bool connect(Instant now);
  Result<bool> take_events();
  void add_note(const std::string& sentence);
  Result<void> take_state(Instant now);
  Result<void> ask(Instant now);
  void fill(Instant now, const Json& lags);
  void lose(Instant now, const Error& error);
  void complain(Instant now);
  bool is_watched(const Json& thing) const;  // a connection, a LAG, or an event
  bool holds_watched(const Json& lag) const;
  bool is_about_watched(const Json& event) const;

  const Context& context_;
  const Settings settings_;
  std::optional<Client> events_;
  std::optional<Client> state_;
  StreamPlace place_;
  const Json first_;  // what Monitor is asked for at the beginning
  Asked asked_ = Asked::nothing;
  Json described_;
  Board board_;
  std::size_t looks_ = 0;
  bool hurry_ = false;  // something happened: the state is another one
  Instant asked_at_{};
  Instant next_{};
  std::optional<Instant> silent_since_;
};

}  // namespace macsecctl
