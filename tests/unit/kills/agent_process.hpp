// A real agent with a state of its own, to be killed and started again.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "control/client.hpp"

namespace kills {

class AgentProcess {
 public:
  AgentProcess(std::string program, std::filesystem::path home);
  ~AgentProcess();
  AgentProcess(const AgentProcess&) = delete;
  AgentProcess& operator=(const AgentProcess&) = delete;

  // How long it took until it answered. Throws what it said if it does not.
  std::chrono::milliseconds start();
  void kill();
  std::filesystem::path socket() const { return home_ / "control"; }
  std::string log() const;

 private:
  std::string program_;
  std::filesystem::path home_;
  pid_t process_ = -1;
};

}  // namespace kills
