// Whose request is next: users take turns, one request each, however many clients they are and
// however much these ask. What waits is bounded by the clients: each has one turn at most.
#pragma once

#include <sys/types.h>

#include <asio/any_io_executor.hpp>
#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace macsec {

class Turns : public std::enable_shared_from_this<Turns> {
 public:
  using Turn = std::function<void()>;

  explicit Turns(asio::any_io_executor loop) : loop_(std::move(loop)) {}

  // From the loop, later; never from inside this call.
  void await(uid_t user, Turn turn);

 private:
  void call_next();
  void take_next();

  asio::any_io_executor loop_;
  std::map<uid_t, std::deque<Turn>> waiting_;
  uid_t last_ = 0;
  bool called_ = false;  // take_next() is in the loop's queue
};

}  // namespace macsec
