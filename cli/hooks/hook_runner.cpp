#include "hooks/hook_runner.hpp"

#include <unistd.h>

#include <algorithm>

#include "control/member.hpp"
#include "hooks/hook_directory.hpp"

namespace macsecctl {
namespace {

HookEvent as_hook_event(const macsec::Json& event) {
  return {0, macsec::text_member(event, "event").value_or("?"), macsec::to_text(event) + "\n"};
}

}  // namespace

void hook_log(const std::string& line) {
  const std::string whole = line + "\n";
  [[maybe_unused]] const ssize_t lost = ::write(STDERR_FILENO, whole.data(), whole.size());
}

HookRunner::HookRunner(Settings settings) : settings_(std::move(settings)) {
  if (!settings_.position_file.empty()) position_ = load_position(settings_.position_file);
  read_directory();
}

HookRunner::~HookRunner() {
  std::map<std::filesystem::path, std::unique_ptr<HookQueue>> ending;
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    ending.swap(queues_);
  }
}

void HookRunner::begin_at(const StreamPosition& position) {
  if (position_ && position_->run == position.run) return;
  position_ = position;  // kept at once: what comes while the runner is away is not missed
  if (!settings_.position_file.empty()) (void)save_position(settings_.position_file, position);
}

void HookRunner::hand_out(const std::string& run, const macsec::Json& event) {
  read_directory();
  const auto sequence = macsec::number_member(event, "sequence").value_or(0);
  position_ = StreamPosition{run, static_cast<std::uint64_t>(std::max<std::int64_t>(sequence, 0))};
  HookEvent handed = as_hook_event(event);
  {
    const std::lock_guard lock(mutex_);
    handed.number = ++last_number_;
    handed_.push_back({handed.number, *position_});
    for (const auto& [program, queue] : queues_) queue->add(handed);
  }
  note_progress();
}

// A hook that was put there is run from now on; one that was taken away ends with its run under
// way.
void HookRunner::read_directory() {
  HookDirectory found = read_hooks(settings_.directory);
  for (const std::string& problem : found.problems)
    if (told_.insert(problem).second) hook_log(problem);
  std::vector<std::unique_ptr<HookQueue>> gone;
  const std::lock_guard lock(mutex_);
  for (auto at = queues_.begin(); at != queues_.end();) {
    const bool stays =
        std::find(found.hooks.begin(), found.hooks.end(), at->first) != found.hooks.end();
    if (!stays) gone.push_back(std::move(at->second));
    at = stays ? std::next(at) : queues_.erase(at);
  }
  for (const auto& program : found.hooks) {
    if (queues_.count(program) != 0) continue;
    const std::string name = program.filename().string();
    queues_[program] = std::make_unique<HookQueue>(
        program, settings_.limit, [name](const std::string& line) { hook_log(name + ": " + line); },
        [this] { note_progress(); });
  }
}

// Everything before the oldest event that some hook still has is done with.
void HookRunner::note_progress() {
  const std::lock_guard lock(mutex_);
  if (ends_) return;
  std::uint64_t open = last_number_ + 1;
  for (const auto& [program, queue] : queues_)
    open = std::min(open, queue->oldest().value_or(open));
  std::optional<StreamPosition> done;
  while (!handed_.empty() && handed_.front().number < open) {
    done = handed_.front().at;
    handed_.pop_front();
  }
  if (!done || settings_.position_file.empty()) return;
  if (!save_position(settings_.position_file, *done) && !std::exchange(told_file_, true))
    hook_log(settings_.position_file.string() +
             ": cannot be written: after a restart events may be lost");
}

}  // namespace macsecctl
