#include "fd_watch.hpp"

#include <utility>

namespace macsecd {

FdWatch::FdWatch(asio::io_context& io, int fd, std::function<void()> on_readable)
    : descriptor_(io, fd),
      on_readable_(std::move(on_readable)),
      alive_(std::make_shared<FdWatch*>(this)) {
  wait();
}

FdWatch::~FdWatch() {
  *alive_ = nullptr;
  descriptor_.release();
}

void FdWatch::wait() {
  descriptor_.async_wait(asio::posix::stream_descriptor::wait_read,
                         [alive = alive_](const asio::error_code& error) {
                           if (error || !*alive) return;
                           // The callback may destroy us, and itself with us.
                           const auto call = (*alive)->on_readable_;
                           call();
                           if (*alive) (*alive)->wait();
                         });
}

}  // namespace macsecd
