// The events that one hook is still to see: run one after the other, in a thread of its own, so
// that a slow hook holds up no other.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "hooks/hook_run.hpp"

namespace macsecctl {

struct HookEvent {
  std::uint64_t number = 0;  // in the order in which we saw them
  std::string name;
  std::string json;
};

class HookQueue {
 public:
  using Log = std::function<void(const std::string&)>;
  // What waits for a slow hook; then the newest are lost, which is told.
  static constexpr std::size_t longest = 1000;

  // `done`: another event is behind the hook; from its thread.
  HookQueue(std::filesystem::path program, std::chrono::milliseconds limit, Log log,
            std::function<void()> done);
  // The run under way ends first.
  ~HookQueue();

  void add(HookEvent event);
  // The oldest event that it has not done with.
  std::optional<std::uint64_t> oldest() const;

 private:
  void work();
  void run(const HookEvent& event);

  const std::filesystem::path program_;
  const std::chrono::milliseconds limit_;
  const Log log_;
  const std::function<void()> done_;
  mutable std::mutex mutex_;
  std::condition_variable news_;
  std::deque<HookEvent> waiting_;  // the first one may be under way
  std::uint64_t lost_ = 0;
  bool ends_ = false;
  std::string fault_;  // told already
  std::thread thread_;
};

}  // namespace macsecctl
