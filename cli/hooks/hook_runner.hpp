// Hands events to the queues of all hooks of the directory, and keeps track of what is done with.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "control/json.hpp"
#include "hooks/hook_position.hpp"
#include "hooks/hook_queue.hpp"

namespace macsecctl {

class HookRunner {
 public:
  struct Settings {
    std::filesystem::path directory = "/etc/macsecd/notify.d";
    std::chrono::milliseconds limit{30000};
    std::filesystem::path position_file{};  // empty: none
  };

  explicit HookRunner(Settings settings);
  ~HookRunner();

  // Where to go on; nothing: with what happens from now on.
  std::optional<StreamPosition> position() const { return position_; }
  void begin_at(const StreamPosition& position);
  void hand_out(const std::string& run, const macsec::Json& event);

 private:
  struct Handed {
    std::uint64_t number;
    StreamPosition at;
  };
  void read_directory();
  void note_progress();

  const Settings settings_;
  std::set<std::string> told_;              // problems of the directory
  std::optional<StreamPosition> position_;  // of what was handed out last

  std::mutex mutex_;  // of what follows
  std::map<std::filesystem::path, std::unique_ptr<HookQueue>> queues_;
  std::deque<Handed> handed_;  // not yet done with by all
  std::uint64_t last_number_ = 0;
  bool ends_ = false;
  bool told_file_ = false;
};

// One line on standard error, from whichever thread.
void hook_log(const std::string& line);

}  // namespace macsecctl
