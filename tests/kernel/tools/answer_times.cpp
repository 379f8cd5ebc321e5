// How long a client waits for its answers while others misbehave.
//   answer-times SOCKET...    until SIGTERM: asks the agents in turn DescribeConnections every 5
//   ms;
//                             prints one JSON object a line for each, times in ms
//
// A second agent, which nobody attacks, shows what waiting is the busy machine's and not the
// agent's. "max" and the percentiles are without the time in which the whole machine stood still,
// as a guest does that shares its processor with others: a thread of real-time priority, which
// nobody in the machine can hold up, finds that out. "rawMax" is with it.
#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>
#include <vector>

#include "control/client.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::chrono::milliseconds pulse{2};
// What a timer of the machine may be late by without anything having happened.
constexpr std::chrono::milliseconds slack{2};

std::atomic<bool> ended = false;
std::atomic<std::int64_t> stood_still_ns = 0;

void watch_the_machine() {
  while (!ended) {
    const auto due = Clock::now() + pulse;
    std::this_thread::sleep_until(due);
    const auto late = Clock::now() - due;
    if (late > slack) stood_still_ns += std::chrono::nanoseconds(late).count();
  }
}

bool has_priority(std::thread& thread) {
  sched_param urgent{};
  urgent.sched_priority = 50;
  return pthread_setschedparam(thread.native_handle(), SCHED_FIFO, &urgent) == 0;
}

// One agent and what was waited for it.
class Asked {
 public:
  explicit Asked(const char* socket) : client_(macsec::Client::connect(socket)) {}

  bool is_there() const { return static_cast<bool>(client_); }
  void ask() {
    const auto still = stood_still_ns.load();
    const auto start = Clock::now();
    if (!client_->call("DescribeConnections")) ++failed_;
    const double raw = Milliseconds(Clock::now() - start).count();
    raw_max_ = std::max(raw_max_, raw);
    // The watch may hear of the last stop a moment later than we do.
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    waited_.push_back(std::max(0.0, raw - double(stood_still_ns.load() - still) / 1e6));
  }
  void print() {
    std::sort(waited_.begin(), waited_.end());
    std::printf(
        "{\"asked\":%zu,\"failed\":%ld,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"max\":%.1f,"
        "\"rawMax\":%.1f}\n",
        waited_.size(), failed_, part(0.5), part(0.9), part(0.99), part(1), raw_max_);
  }

 private:
  double part(double share) const {
    return waited_.empty() ? 0.0
                           : waited_[static_cast<std::size_t>(share * double(waited_.size() - 1))];
  }

  macsec::Result<macsec::Client> client_;
  std::vector<double> waited_;
  double raw_max_ = 0;
  long failed_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGTERM, [](int) { ended = true; });
  std::vector<Asked> agents;
  for (int i = 1; i < argc; ++i) agents.emplace_back(argv[i]);
  std::thread watch(watch_the_machine);
  bool ready = !agents.empty() && has_priority(watch);
  for (const Asked& agent : agents) ready = ready && agent.is_there();
  if (!ready) std::fprintf(stderr, "answer-times: no agent, or no real-time priority\n");
  while (ready && !ended)
    for (Asked& agent : agents) agent.ask();
  ended = true;
  watch.join();
  for (Asked& agent : agents) agent.print();
  return ready ? 0 : 1;
}
