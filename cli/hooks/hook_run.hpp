// One run of one hook: the event on standard input, a time limit, and what it prints line by line.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

namespace macsecctl {

struct HookRun {
  std::filesystem::path program;
  std::string name;   // of the event: MACSECD_EVENT
  std::string input;  // the event as JSON
  std::chrono::milliseconds limit{30000};
};

// Empty: it went well. Else what went wrong, in words that stay the same for the same fault.
std::string run_hook(const HookRun& run, const std::function<void(const std::string&)>& line);

}  // namespace macsecctl
