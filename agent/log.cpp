#include "log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <utility>

namespace macsecd::log {
namespace {

spdlog::level::level_enum rank(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// syslog(3)
const char* journal_priority(Level level) {
  switch (level) {
    case Level::debug:
      return "7";
    case Level::info:
      return "6";
    case Level::warning:
      return "4";
    case Level::error:
      return "3";
  }
  return "3";
}

// None: the log goes to stderr alone.
std::optional<Journal>& journal() {
  static std::optional<Journal> instance =
      stderr_is_journal() ? std::optional<Journal>(std::in_place) : std::nullopt;
  return instance;
}

// A name or a kernel's text may hold line breaks; a log line must not.
std::string on_one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
  return out;
}

}  // namespace

bool start(std::string_view level) {
  auto logger = spdlog::stderr_logger_st("macsecd");
  logger->set_pattern(journal() ? "%v" : "%Y-%m-%dT%H:%M:%S.%e %l: %v");
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(std::move(logger));
  for (const auto known : {Level::debug, Level::info, Level::warning, Level::error}) {
    const auto name = spdlog::level::to_string_view(rank(known));
    if (level != std::string_view(name.data(), name.size())) continue;
    spdlog::set_level(rank(known));
    return true;
  }
  return false;
}

void drive(asio::io_context* io) {
  if (journal()) journal()->drive(io);
}

void write(Level level, std::string_view sentence) { structured(level, sentence, {}); }

void structured(Level level, std::string_view sentence, std::vector<JournalField> fields) {
  if (!spdlog::should_log(rank(level))) return;
  const std::string line = on_one_line(sentence);
  if (!journal()) return spdlog::log(rank(level), "{}", line);
  fields.insert(
      fields.begin(),
      {{"MESSAGE", line}, {"PRIORITY", journal_priority(level)}, {"SYSLOG_IDENTIFIER", "macsecd"}});
  // sd-daemon(3) where the journal's socket is not there.
  if (!journal()->write(fields)) spdlog::log(rank(level), "<{}>{}", journal_priority(level), line);
}

std::string one_line(const macsec::Error& error) {
  std::string line = error.what;
  if (!error.os_message.empty() && line.find(error.os_message) == std::string::npos)
    line += ": " + error.os_message;
  if (!error.hint.empty()) line += " (" + error.hint + ")";
  return line;
}

std::string one_line(const AgentEvent& event) {
  const std::string& place = event.connection.empty() ? event.lag : event.connection;
  std::string line = place.empty() ? "" : place + ": ";
  line += event.event;
  if (!event.message.empty()) line += ": " + event.message;
  std::string details;
  const auto put = [&](const char* name, const std::optional<std::string>& value) {
    if (value) details += (details.empty() ? "" : ", ") + std::string(name) + " " + *value;
  };
  put("ckn", event.ckn);
  put("peer", event.peer);
  put("key identifier", event.key_identifier);
  if (event.association_number) put("an", std::to_string(*event.association_number));
  put("reason", event.reason);
  return details.empty() ? line : line + " (" + details + ")";
}

}  // namespace macsecd::log
