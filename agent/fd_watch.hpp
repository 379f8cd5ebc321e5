// Calls back whenever a file descriptor is readable. The descriptor stays its owner's, who destroys
// the watch first. The callback may destroy the watch.
#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>

namespace macsecd {

class FdWatch {
 public:
  FdWatch(asio::io_context& io, int fd, std::function<void()> on_readable);
  ~FdWatch();
  FdWatch(const FdWatch&) = delete;
  FdWatch& operator=(const FdWatch&) = delete;

 private:
  void wait();

  asio::posix::stream_descriptor descriptor_;
  std::function<void()> on_readable_;
  std::shared_ptr<FdWatch*>
      alive_;  // outlives us inside a pending handler, and then points nowhere
};

}  // namespace macsecd
