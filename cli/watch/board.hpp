// Everything that watch shows, as it was heard last.
#pragma once

#include <deque>
#include <string>

#include "command.hpp"
#include "watch/rates.hpp"

namespace macsecctl {

struct Board {
  static constexpr std::size_t most_events = 200;

  Json connections = Json::array();  // those that are watched
  Json lags = Json::array();
  Rates rates;
  std::deque<Json> events;  // the newest at the end
  std::string trouble;      // empty: the agent answers
  bool filled = false;      // it has answered at least once

  void add_event(Json event);
};

// { connections, lags, events, rates }
Json board_json(const Board& board);

}  // namespace macsecctl
