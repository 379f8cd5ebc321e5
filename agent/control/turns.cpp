#include "control/turns.hpp"

#include <asio/post.hpp>

namespace macsec {

void Turns::await(uid_t user, Turn turn) {
  waiting_[user].push_back(std::move(turn));
  call_next();
}

void Turns::call_next() {
  if (called_ || waiting_.empty()) return;
  called_ = true;
  asio::post(loop_, [self = shared_from_this()] { self->take_next(); });
}

void Turns::take_next() {
  called_ = false;
  auto next = waiting_.upper_bound(last_);
  if (next == waiting_.end()) next = waiting_.begin();
  last_ = next->first;
  const Turn turn = std::move(next->second.front());
  next->second.pop_front();
  if (next->second.empty()) waiting_.erase(next);
  call_next();
  turn();
}

}  // namespace macsec
