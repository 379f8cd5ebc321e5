// A running macsecd-token: one request, one answer. It is killed when this is destroyed.
#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "control/result.hpp"
#include "token/message.hpp"

namespace macsecd::token {

struct WorkerProgram {
  std::string path;
  // NAME=VALUE: nothing of our own environment goes to foreign code.
  std::vector<std::string> environment{};
};

class WorkerProcess {
 public:
  static macsec::Result<WorkerProcess> start(asio::io_context& io, const WorkerProgram& program);
  WorkerProcess(WorkerProcess&&) noexcept;
  WorkerProcess& operator=(WorkerProcess&&) noexcept;
  ~WorkerProcess();

  // Calls back once, never from within: with the answer, or with worker-died.
  void ask(const Request& request, std::function<void(Answer)> answered);
  // Neither ended nor talking unasked.
  bool is_ready() const;
  int pid() const;

 private:
  struct Body;
  explicit WorkerProcess(std::shared_ptr<Body> body);
  std::shared_ptr<Body> body_;
};

}  // namespace macsecd::token
