// Whose request is next: that of the user for whom the loop has worked least. So who asks now and
// then waits for the request that runs and no longer, however many clients others are and however
// much these ask. What waits is bounded by the clients: each has one turn at most.
#pragma once

#include <sys/types.h>

#include <asio/any_io_executor.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace macsec {

class Turns : public std::enable_shared_from_this<Turns> {
 public:
  using Turn = std::function<void()>;
  using Clock = std::chrono::steady_clock;

  explicit Turns(asio::any_io_executor loop, std::function<Clock::time_point()> now = Clock::now)
      : loop_(std::move(loop)), now_(std::move(now)) {}

  // From the loop, later; never from inside this call.
  void await(uid_t user, Turn turn);

 private:
  struct User {
    std::deque<Turn> waiting;
    Clock::duration used{};
  };

  void call_next();
  void take_next();
  std::map<uid_t, User>::iterator least_used();
  void forget_idle();

  asio::any_io_executor loop_;
  std::function<Clock::time_point()> now_;
  std::map<uid_t, User> users_;
  // What the one who was served last had used: who comes starts from there, with little credit.
  Clock::duration floor_{};
  std::size_t waiting_ = 0;
  bool called_ = false;  // take_next() is in the loop's queue
};

}  // namespace macsec
