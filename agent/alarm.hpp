// One pending call in the future. Setting it again, clearing it or destroying it forgets the former
// one, also when its time had already come.
#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>

#include "mka/time.hpp"

namespace macsecd {

class Alarm {
 public:
  explicit Alarm(asio::io_context& io) : timer_(io) {}

  void set(mka::Time at, std::function<void()> ring);
  void clear();

 private:
  asio::steady_timer timer_;
  // A handler whose time has come cannot be cancelled: it compares its turn with the current one.
  std::shared_ptr<std::uint64_t> turn_ = std::make_shared<std::uint64_t>(0);
};

}  // namespace macsecd
