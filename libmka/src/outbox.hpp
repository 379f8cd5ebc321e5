// What the engine wants done and told, in order, until the caller polls for it.
#pragma once

#include <deque>
#include <optional>

#include "mka/output.hpp"

namespace mka {

class Outbox {
 public:
  // Frames and events beyond the limit are dropped: the next hello repeats what matters.
  void frame(std::vector<std::uint8_t> bytes);
  void event(Event event);
  // Requests are never dropped; their number is bounded by peers and ANs.
  OpId request(SecyOp op);
  std::optional<Output> take();

 private:
  bool full() const;

  std::deque<Output> queue_;
  std::uint64_t last_op_ = 0;
};

}  // namespace mka
