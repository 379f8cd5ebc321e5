// One module's worker, as the agent sees it: started when there is something to do, one request
// after the other, each with its time limit; ended when idle, and started anew, less and less
// often, when it fails.
#pragma once

#include <asio/io_context.hpp>
#include <deque>
#include <functional>
#include <optional>

#include "alarm.hpp"
#include "token/message.hpp"
#include "token/pin_memory.hpp"
#include "token/uri.hpp"
#include "token/worker_process.hpp"

namespace macsecd::token {

struct WorkerLimits {
  mka::Duration request{10000};
  mka::Duration idle{5000};
  mka::Duration first_pause{1000};
  mka::Duration longest_pause{60000};
  std::size_t waiting = 16384;  // requests: more than 4000 connections with three keys have
};

struct Job {
  Operation operation;
  Uri uri;
  std::string context;
  std::optional<Payload> payload;
  std::function<void(Answer)> answered;
};

class Worker {
 public:
  Worker(asio::io_context& io, const WorkerProgram& program, const WorkerLimits& limits,
         PinMemory& pins);

  // Answers once, never from within.
  void ask(Job job);
  // Of the process that runs now; for tests and the journal.
  std::optional<int> pid() const;

 private:
  void next();
  void start(Job& job);
  std::optional<Trouble> why_not_now() const;
  void finish(Answer answer);
  void note(const Trouble& trouble);

  asio::io_context& io_;
  const WorkerProgram& program_;
  const WorkerLimits& limits_;
  PinMemory& pins_;
  std::deque<Job> jobs_;  // the first one is being done
  bool busy_ = false;
  std::optional<WorkerProcess> process_;
  std::optional<PinVersion> shown_pin_;  // with the request under way
  Alarm alarm_;                          // the time limit, or the end of idling
  Alarm turn_;
  // Since the last good answer.
  unsigned failures_ = 0;
  std::optional<Trouble> last_failure_;
  mka::Time not_before_{};
};

}  // namespace macsecd::token
