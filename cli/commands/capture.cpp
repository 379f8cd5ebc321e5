#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "capture/pcapng_writer.hpp"
#include "capture/report.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "control/octets_text.hpp"
#include "mkpdu_text.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::number_member;
using macsec::text_member;
using macsec::UniqueFd;

struct Options {
  std::string name;
  std::optional<std::string> interface;
  std::string out;
  std::optional<std::int64_t> count;
  std::optional<std::string> duration;
};

// Whole blocks are written at once, so that the file is complete whenever that happens.
extern "C" void end_quietly(int) { ::_exit(0); }

Result<capture::CapturedFrame> frame_from(const Json& told) {
  const auto octets = macsec::octets_from(text_member(told, "octets").value_or("?"));
  const auto interface = number_member(told, "interface").value_or(-1);
  if (!octets || interface < 0)
    return Failure{Error{Errc::internal, "macsecd told of a frame that cannot be read",
                         "are macsecctl and macsecd of one version?"}};
  capture::CapturedFrame frame;
  frame.interface = static_cast<std::uint32_t>(interface);
  frame.time = std::strtoll(text_member(told, "time").value_or("").c_str(), nullptr, 10);
  frame.direction = macsec::flag_member(told, "outbound").value_or(false)
                        ? capture::Direction::outbound
                        : capture::Direction::inbound;
  frame.original_size = static_cast<std::size_t>(number_member(told, "originalLength").value_or(0));
  frame.octets = *octets;
  return frame;
}

class Recording {
 public:
  Recording(const Options& options, Context& context) : options_(options), context_(context) {}

  Result<void> take(const Json& reply) {
    lost_ = number_member(reply, "lost").value_or(lost_);
    if (reply.contains("ready")) return begin(reply);
    if (!member(reply, "frame").is_object()) return {};
    auto frame = frame_from(reply["frame"]);
    if (!frame) return Failure{frame.error()};
    ++frames_;
    if (options_.out.empty()) return show(*std::move(frame));
    return write(capture::pcapng_frame(*frame));
  }

  Value end() const {
    Json json{{"frames", frames_}, {"lost", lost_}};
    const std::string sentence = std::to_string(frames_) + " MKPDUs captured" +
                                 (lost_ > 0 ? ", " + std::to_string(lost_) + " lost" : "");
    if (options_.out.empty()) return Value{};
    if (options_.out != "-") {
      json["file"] = options_.out;
      return Value{std::move(json), say(sentence)};
    }
    std::cerr << "macsecctl: " << sentence << "\n";
    return Value{};
  }

 private:
  // Only now the file is touched: the agent has agreed.
  Result<void> begin(const Json& reply) {
    for (const Json& name : member(reply, "interfaces"))
      if (name.is_string()) interfaces_.push_back(name.get<std::string>());
    if (options_.out.empty()) return {};
    // Readable for its owner alone: with the CAK it opens the traffic.
    file_ = UniqueFd(options_.out == "-" ? ::dup(STDOUT_FILENO)
                                         : ::open(options_.out.c_str(),
                                                  O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file_) return not_written();
    return write(capture::pcapng_head("macsecctl " MACSECD_VERSION, interfaces_));
  }

  Result<void> write(std::string_view block) const {
    while (!block.empty()) {
      const ssize_t written = ::write(file_.get(), block.data(), block.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return not_written();
      block.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

  Failure not_written() const {
    Error error{Errc::illegal_param, "cannot write " + options_.out,
                "check its path, permissions and the space there"};
    error.os = errno;
    return Failure{std::move(error)};
  }

  Result<void> show(capture::CapturedFrame frame) {
    capture::SeenFrame seen{
        static_cast<std::uint64_t>(frames_), frame.time, {}, std::move(frame.octets)};
    capture::set_tags_aside(seen);
    Json json = capture::explain_alone(seen);
    json["direction"] = frame.direction == capture::Direction::outbound ? "out" : "in";
    if (frame.interface < interfaces_.size()) json["interface"] = interfaces_[frame.interface];
    context_.print(Value{std::move(json), [](const Json& mkpdu, const Style& style) {
                           return mkpdu_text(mkpdu,
                                             text_member(mkpdu, "time").value_or("?") + "  " +
                                                 text_member(mkpdu, "interface").value_or("?") +
                                                 " " +
                                                 text_member(mkpdu, "direction").value_or("?"),
                                             style);
                         }});
    return {};
  }

  const Options& options_;
  Context& context_;
  std::vector<std::string> interfaces_;
  UniqueFd file_;
  std::int64_t frames_ = 0;
  std::int64_t lost_ = 0;
};

Json request_of(const Options& options) {
  Json parameters = Json::object();
  if (!options.name.empty()) parameters["connectionName"] = options.name;
  add_if_given(parameters, "interface", options.interface);
  add_if_given(parameters, "count", options.count);
  if (options.duration) parameters["seconds"] = time_from(*options.duration)->count();
  return parameters;
}

Result<Value> run(const Options& options, Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  std::signal(SIGINT, end_quietly);
  std::signal(SIGTERM, end_quietly);
  Recording recording(options, context);
  Result<void> taken;
  const auto ended =
      client->call_more("CaptureFrames", request_of(options), [&](const Json& reply) {
        taken = recording.take(reply);
        return static_cast<bool>(taken);
      });
  if (!taken) return Failure{taken.error()};
  if (!ended) return Failure{ended.error()};
  return recording.end();
}

}  // namespace

Action capture_frames(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  auto* const name = add_name(app, options->name);
  app.add_option("--interface", options->interface,
                 "any interface, whether a connection uses it or not")
      ->type_name("IF")
      ->excludes(name);
  app.add_option(
         "--out", options->out,
         "a pcapng file, for Wireshark and decode; -: standard output. Together with the CAK "
         "it opens the traffic of its time. Without: one explained MKPDU after the other")
      ->type_name("FILE");
  app.add_option("--count", options->count, "end after so many MKPDUs")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--duration", options->duration, "end after this time (default: with Ctrl-C)")
      ->type_name("TIME")
      ->check(check_time);
  return [options](Context& context) -> Result<Value> {
    if (options->name.empty() && !options->interface)
      throw CLI::RequiredError("NAME or --interface");
    return run(*options, context);
  };
}

}  // namespace macsecctl
