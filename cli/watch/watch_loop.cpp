#include "watch/watch_loop.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "watch/screen.hpp"
#include "watch/signals.hpp"
#include "watch/terminal.hpp"

namespace macsecctl {
namespace {

using Instant = AgentFeed::Instant;

Instant now() { return std::chrono::steady_clock::now(); }

// So that "no answer for 5 s" goes on.
constexpr std::chrono::milliseconds longest_wait(1000);

int wait_ms(Instant until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - now()) +
                    std::chrono::milliseconds(1);
  return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), longest_wait).count());
}

class WatchLoop {
 public:
  WatchLoop(const Context& context, AgentFeed::Settings settings)
      : style_(context.style), feed_(context, std::move(settings)) {}

  void run() {
    while (!leaves_) {
      feed_.turn(now());
      draw();
      wait();
    }
  }

 private:
  void draw() {
    const ScreenSize size = terminal_.size();
    style_.columns = size.columns;
    if (!terminal_.show(screen_lines(feed_.board(), style_, size.rows, scrolled_))) leaves_ = true;
  }

  void wait() {
    auto waits_for = feed_.descriptors();
    waits_for.push_back({signals_.descriptor(), POLLIN, 0});
    if (keys_) waits_for.push_back({STDIN_FILENO, POLLIN, 0});
    ::poll(waits_for.data(), waits_for.size(), wait_ms(feed_.next()));
    if (keys_ && waits_for.back().revents != 0) take_keys();
    while (const auto signal = signals_.take()) on_signal(*signal);
  }

  void take_keys() {
    std::array<char, 64> typed{};
    const ssize_t got = ::read(STDIN_FILENO, typed.data(), typed.size());
    if (got <= 0) keys_ = false;  // nobody types here
    for (ssize_t i = 0; i < got; ++i) on_key(typed[static_cast<std::size_t>(i)]);
  }

  // Arrows come as ESC [ A and ESC [ B, whose last octets nothing else uses.
  void on_key(char key) {
    if (key == 'q' || key == 'Q') leaves_ = true;
    if (key == 'j' || key == 'B') ++scrolled_;
    if ((key == 'k' || key == 'A') && scrolled_ > 0) --scrolled_;
  }

  void on_signal(int signal) {
    if (signal == SIGWINCH) return;  // the next picture has the new size
    if (signal == SIGINT) {
      leaves_ = true;
      return;
    }
    terminal_.give_back();
    signals_.deliver(signal);
    terminal_.take();  // it was a stop
  }

  Style style_;
  AgentFeed feed_;
  Signals signals_;
  Terminal terminal_;
  std::size_t scrolled_ = 0;
  bool keys_ = true;
  bool leaves_ = false;
};

}  // namespace

Result<Value> watch_on_terminal(const Context& context, AgentFeed::Settings settings) {
  WatchLoop(context, std::move(settings)).run();
  return Value{};
}

Result<Value> watch_once(const Context& context, AgentFeed::Settings settings) {
  const auto interval = settings.interval;
  AgentFeed feed(context, std::move(settings));
  std::optional<Instant> first;
  for (;;) {
    const std::size_t looks = feed.looks();
    const Instant turned = now();
    feed.turn(turned);
    if (!feed.board().trouble.empty())
      return Failure{Error{Errc::agent_unreachable, feed.board().trouble,
                           "the log of macsecd may say why: journalctl -u macsecd"}};
    if (feed.looks() != looks && first && turned - *first >= interval) break;
    if (feed.looks() > 0 && !first) first = turned;
    auto waits_for = feed.descriptors();
    ::poll(waits_for.data(), waits_for.size(), wait_ms(feed.next()));
  }
  const Board board = feed.board();
  return Value{board_json(board),
               [board](const Json&, const Style& style) { return board_text(board, style); }};
}

}  // namespace macsecctl
