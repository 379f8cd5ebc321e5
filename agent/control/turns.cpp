#include "control/turns.hpp"

#include <algorithm>
#include <asio/post.hpp>

namespace macsec {
namespace {

// The least that a turn counts, so that requests that cost next to nothing take turns, too.
constexpr std::chrono::microseconds least{100};
// How far somebody who asks now and then may be behind those who always do.
constexpr std::chrono::milliseconds credit{10};

}  // namespace

void Turns::await(uid_t user, Turn turn) {
  User& one = users_.try_emplace(user, User{{}, floor_ - credit}).first->second;
  one.used = std::max(one.used, floor_ - credit);
  one.waiting.push_back(std::move(turn));
  ++waiting_;
  call_next();
}

void Turns::call_next() {
  if (called_ || waiting_ == 0) return;
  called_ = true;
  asio::post(loop_, [self = shared_from_this()] { self->take_next(); });
}

void Turns::take_next() {
  called_ = false;
  const auto next = least_used();
  const uid_t user = next->first;
  const Turn turn = std::move(next->second.waiting.front());
  next->second.waiting.pop_front();
  --waiting_;
  floor_ = next->second.used;
  const auto start = now_();
  turn();
  users_[user].used += std::max<Clock::duration>(now_() - start, least);
  forget_idle();
  call_next();
}

std::map<uid_t, Turns::User>::iterator Turns::least_used() {
  auto found = users_.end();
  for (auto it = users_.begin(); it != users_.end(); ++it)
    if (!it->second.waiting.empty() &&
        (found == users_.end() || it->second.used < found->second.used))
      found = it;
  return found;
}

void Turns::forget_idle() {
  std::erase_if(users_, [this](const auto& user) {
    return user.second.waiting.empty() && user.second.used <= floor_ - credit;
  });
}

}  // namespace macsec
