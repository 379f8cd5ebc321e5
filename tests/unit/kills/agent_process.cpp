#include "agent_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace kills {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

AgentProcess::AgentProcess(std::string program, std::filesystem::path home)
    : program_(std::move(program)), home_(std::move(home)) {}

AgentProcess::~AgentProcess() { kill(); }

std::chrono::milliseconds AgentProcess::start() {
  const auto begun = Clock::now();
  const std::string socket_path = socket();
  const std::string state = home_ / "state";
  const std::string config = home_ / "config";
  const std::string log_file = home_ / "log";
  process_ = ::fork();
  if (process_ == 0) {
    const int out = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::execl(program_.c_str(), program_.c_str(), "--socket", socket_path.c_str(), "--state-dir",
            state.c_str(), "--config-dir", config.c_str(), nullptr);
    ::_exit(127);
  }
  while (Clock::now() - begun < 30s) {
    if (auto client = macsec::Client::connect(socket_path); client)
      if (client->call("DescribeLags"))
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
    if (::waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = -1;
      throw std::runtime_error("the agent did not start:\n" + log());
    }
    std::this_thread::sleep_for(2ms);
  }
  throw std::runtime_error("the agent does not answer:\n" + log());
}

void AgentProcess::kill() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

std::string AgentProcess::log() const {
  std::ostringstream text;
  text << std::ifstream(home_ / "log").rdbuf();
  const std::string all = text.str();
  return all.substr(all.size() > 4000 ? all.size() - 4000 : 0);
}

}  // namespace kills
