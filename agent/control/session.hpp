// One client: octets in, calls to the dispatcher one at a time, answers out in order.
#pragma once

#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>

#include "control/dispatcher.hpp"
#include "control/framer.hpp"
#include "control/turns.hpp"

namespace macsec {

class Session : public std::enable_shared_from_this<Session> {
 public:
  using Socket = asio::local::stream_protocol::socket;
  using OnEnd = std::function<void(const std::shared_ptr<Session>&)>;

  Session(Socket socket, const Peer& peer, const Dispatcher& dispatcher,
          std::shared_ptr<Turns> turns, Server::Log log, OnEnd on_end);

  void start();
  // A reason is logged; none means that the client has left as clients do.
  void end(std::string_view reason = {});

 private:
  void wait_readable();
  void on_readable();
  void on_end_of_stream();
  void serve();
  void take_turn();
  void serve_one(Message message);
  void answer(const std::optional<Json>& message, bool last);
  void flush();
  void wait_writable();
  void expect_progress();
  bool busy() const { return calling_ || !output_.empty(); }

  Socket socket_;
  Peer peer_;
  const Dispatcher& dispatcher_;
  std::shared_ptr<Turns> turns_;
  Server::Log log_;
  OnEnd on_end_;
  asio::steady_timer idle_;
  Framer framer_;
  std::weak_ptr<CallState> call_;
  std::string output_;
  bool calling_ = false;   // a call waits for its last answer
  bool turn_due_ = false;  // take_turn() will be called
  bool writing_ = false;   // wait_writable() is under way
  bool finished_ = false;  // the client sends no more
  bool ended_ = false;
};

}  // namespace macsec
