#include "hooks/hook_queue.hpp"

#include <utility>

namespace macsecctl {

HookQueue::HookQueue(std::filesystem::path program, std::chrono::milliseconds limit, Log log,
                     std::function<void()> done)
    : program_(std::move(program)),
      limit_(limit),
      log_(std::move(log)),
      done_(std::move(done)),
      thread_([this] { work(); }) {}

HookQueue::~HookQueue() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  news_.notify_one();
  thread_.join();
}

void HookQueue::add(HookEvent event) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= longest) {
      if (lost_++ == 0) log_("it is too slow: events are lost for it");
      return;
    }
    if (const auto lost = std::exchange(lost_, 0); lost > 0)
      log_(std::to_string(lost) + " events were lost for it");
    waiting_.push_back(std::move(event));
  }
  news_.notify_one();
}

std::optional<std::uint64_t> HookQueue::oldest() const {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  return waiting_.front().number;
}

void HookQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    news_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
    if (ends_) return;
    const HookEvent event = waiting_.front();
    lock.unlock();
    run(event);
    lock.lock();
    waiting_.pop_front();
    lock.unlock();
    done_();
    lock.lock();
  }
}

void HookQueue::run(const HookEvent& event) {
  const std::string fault = run_hook({program_, event.name, event.json, limit_}, log_);
  if (fault == fault_) return;
  log_(fault.empty() ? "it works again" : event.name + ": " + fault);
  fault_ = fault;
}

}  // namespace macsecctl
