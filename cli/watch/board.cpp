#include "watch/board.hpp"

#include "control/member.hpp"

namespace macsecctl {

void Board::add_event(Json event) {
  events.push_back(std::move(event));
  if (events.size() > most_events) events.pop_front();
}

Json board_json(const Board& board) {
  Json rates = Json::object();
  for (const Json& connection : board.connections) {
    const std::string called = macsec::text_member(connection, "connectionName").value_or("");
    if (const auto rate = board.rates.of(called))
      rates[called] = {{"outFramesPerSecond", rate->out.frames},
                       {"outOctetsPerSecond", rate->out.octets},
                       {"inFramesPerSecond", rate->in.frames},
                       {"inOctetsPerSecond", rate->in.octets},
                       {"clearFramesPerSecond", rate->clear_frames}};
  }
  return {{"connections", board.connections},
          {"lags", board.lags},
          {"events", board.events},
          {"rates", rates}};
}

}  // namespace macsecctl
