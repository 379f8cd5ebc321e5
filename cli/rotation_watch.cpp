#include "rotation_watch.hpp"

#include <poll.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "await.hpp"
#include "control/member.hpp"
#include "key_wait.hpp"
#include "output.hpp"
#include "rotation_text.hpp"
#include "spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

// Each look costs the agent a question to the kernel, and days may pass without news.
constexpr int quick_ms = 250;
constexpr int slow_ms = 4000;

volatile std::sig_atomic_t interrupted = 0;

void listen_to_interrupt() {
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted = 1; };
  ::sigaction(SIGINT, &action, nullptr);  // no SA_RESTART: it ends the pause
}

// Ends as an interrupted program should, so that a script around it stops too.
[[noreturn]] void leave(const std::string& name) {
  std::cerr << "\nmacsecctl: rotate: nobody watches any more, and the rotation goes on in macsecd\n"
               "  watch it again: macsecctl rotate "
            << name << "\n  end it: macsecctl rotate " << name << " --abort\n";
  std::signal(SIGINT, SIG_DFL);
  std::raise(SIGINT);
  std::exit(exit_failed);
}

bool is_out_of_service(const Json& connection, const std::string& ckn) {
  const Json& key = key_of(connection, ckn);
  return key.is_null() || text_member(key, "state") == "disassociated";
}

// Told by the keys: the agent keeps nothing of a rotation that has ended.
bool is_finished(const Json& connection, const Json& rotation) {
  if (is_out_of_service(connection, text_member(rotation, "newCkn").value_or(""))) return false;
  if (flag_member(rotation, "keepOld").value_or(false)) return true;
  const Json& old = member(rotation, "oldCkns");
  return std::all_of(old.begin(), old.end(), [&](const Json& ckn) {
    return ckn.is_string() && is_out_of_service(connection, ckn.get<std::string>());
  });
}

Result<Value> outcome(const Watched& watched, Json connection) {
  const std::string fresh = text_member(watched.rotation, "newCkn").value_or("?");
  if (!is_finished(connection, watched.rotation))
    return Failure{Error{Errc::incorrect_status, watched.name + ": the rotation was ended early",
                         "see what is in service: macsecctl describe-keys " + watched.name}};
  return Value{Json{{"outcome", "finished"}, {"connection", std::move(connection)}},
               say(watched.name + ": the rotation to key " + fresh + " is finished")};
}

Failure too_late(const Watched& watched) {
  return Failure{Error{Errc::timeout,
                       watched.name + ": the rotation is not finished within " +
                           std::to_string(watched.timeout->count()) + " s: it is " +
                           text_member(watched.rotation, "phase").value_or("?"),
                       "it goes on; macsecctl rotate " + watched.name + " watches it again"}};
}

// Tells what is new, once.
class Progress {
 public:
  explicit Progress(bool quiet) : quiet_(quiet) {}

  // False: nothing new.
  bool tell(const Json& connection) {
    const Json& rotation = member(connection, "rotation");
    const std::string text = phase_text(connection);
    // The bake time left changes with each look.
    const std::string news =
        text_member(rotation, "phase") == "baking" ? std::string("baking") : text;
    if (news == told_) return false;
    told_ = news;
    if (!quiet_)
      write_out(age_text(number_member(rotation, "ageMs").value_or(0)) + ": " + text + "\n");
    return true;
  }

  void tell_agent_away() {
    if (!away_ && !quiet_)
      std::cerr << "macsecctl: rotate: macsecd does not answer; the rotation goes on when it is "
                   "back\n";
    away_ = true;
  }
  void tell_agent_back() { away_ = false; }

 private:
  bool quiet_;
  bool away_ = false;
  std::string told_;
};

Result<Json> look(const Context& context, const std::string& name) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  return describe_rotating(*client, name);
}

}  // namespace

Result<Json> describe_rotating(Client& client, const std::string& name) {
  auto all = describe_all(client, name);
  if (!all) return all;
  for (const Json& connection : *all)
    if (!member(connection, "rotation").is_null()) return connection;
  return all->front();
}

Result<Value> watch_rotation(const Context& context, Watched watched) {
  const auto begin = std::chrono::steady_clock::now();
  Progress progress(context.json);
  listen_to_interrupt();
  for (int pace_ms = quick_ms;; pace_ms = std::min(2 * pace_ms, slow_ms)) {
    auto connection = look(context, watched.name);
    if (!connection && connection.error().code != Errc::agent_unreachable)
      return Failure{connection.error()};
    if (connection) {
      const Json& rotation = member(*connection, "rotation");
      if (rotation.is_null()) return outcome(watched, *std::move(connection));
      watched.rotation = rotation;
      progress.tell_agent_back();
      if (progress.tell(*connection)) pace_ms = quick_ms;
    } else {
      progress.tell_agent_away();
    }
    if (watched.timeout && std::chrono::steady_clock::now() - begin >= *watched.timeout)
      return too_late(watched);
    ::poll(nullptr, 0, pace_ms);
    if (interrupted != 0) leave(watched.name);
  }
}

}  // namespace macsecctl
