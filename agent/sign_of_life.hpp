// Tells the service manager that the loop turns, three times in the time that it allows: an agent
// that hangs is killed and started again.
#pragma once

#include <asio/io_context.hpp>
#include <optional>

#include "alarm.hpp"
#include "mka/time.hpp"

namespace macsecd {

class SignOfLife {
 public:
  explicit SignOfLife(asio::io_context& io) : alarm_(io) {}

  // Where somebody watches; else nothing.
  void start();

 private:
  void give();

  Alarm alarm_;
  mka::Duration interval_{};
};

}  // namespace macsecd
