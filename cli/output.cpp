#include "output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>

namespace macsecctl {
namespace {

void print_json(const Value& value, int indent) {
  write_out(macsec::to_text(value.json, indent) + "\n");
}

std::string heading(std::string_view command, const std::string& what) {
  const std::string place = command.empty() ? "" : std::string(command) + ": ";
  return "macsecctl: " + place + what + "\n";
}

// The system's own words, never a paraphrase.
std::string words_of_the_system(const Error& error) {
  if (error.os == 0 && error.os_message.empty()) return "";
  if (error.os == 0) return "  kernel: " + error.os_message + "\n";
  const std::string name = std::strerror(error.os);
  if (error.os_message.empty()) return "  system: " + name + "\n";
  return "  kernel: " + error.os_message + " (" + name + ")\n";
}

std::string hint_line(const std::string& hint) { return hint.empty() ? "" : "  " + hint + "\n"; }

Json as_json(std::string_view code, const std::string& what, const std::string& hint) {
  return Json{{"code", std::string(code)}, {"what", what}, {"hint", hint}};
}

}  // namespace

void write_out(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) std::exit(errno == EPIPE ? exit_done : exit_failed);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void print(const Value& value, const Context& context) {
  if (!value.text) return;
  if (context.json) return print_json(value, 2);
  write_out(value.text(value.json, context.style));
}

void print_line(const Value& value, const Context& context) {
  if (context.json) return print_json(value, -1);
  if (value.text) write_out(value.text(value.json, context.style));
}

int print_error(std::string_view command, const Error& error, bool json) {
  if (json) {
    Json members = as_json(macsec::name_of(error.code), error.what, error.hint);
    if (error.os != 0) members["osError"] = error.os;
    if (!error.os_message.empty()) members["osMessage"] = error.os_message;
    std::cerr << macsec::to_text(Json{{"error", members}}) << "\n";
  } else {
    std::cerr << heading(command, error.what) << hint_line(error.hint)
              << words_of_the_system(error);
  }
  return macsec::exit_status(error.code);
}

int print_usage_error(std::string_view command, const std::string& what, const std::string& hint,
                      bool json) {
  if (json)
    std::cerr << macsec::to_text(Json{{"error", as_json("Usage", what, hint)}}) << "\n";
  else
    std::cerr << heading(command, what) << hint_line(hint);
  return exit_usage;
}

}  // namespace macsecctl
