// The one place where values and errors become text or JSON.
#pragma once

#include <string_view>

#include "command.hpp"

namespace macsecctl {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

// Whole lines to standard output at once. A reader that has left ends the program quietly.
void write_out(std::string_view text);

void print(const Value& value, const Context& context);
// One line per value, for streams.
void print_line(const Value& value, const Context& context);

// To standard error, as text or as one line of JSON; returns the exit status.
int print_error(std::string_view command, const Error& error, bool json);
int print_usage_error(std::string_view command, const std::string& what, const std::string& hint,
                      bool json);

}  // namespace macsecctl
