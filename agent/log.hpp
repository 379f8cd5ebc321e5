// The log: short sentences on stderr, with journal priorities when systemd reads them.
#pragma once

#include <string>
#include <string_view>

#include "control/error.hpp"
#include "events.hpp"

namespace macsecd::log {

// One of debug, info, warning, error. False: not a level.
bool start(std::string_view level);
void write(Level level, std::string_view sentence);

inline void info(std::string_view sentence) { write(Level::info, sentence); }
inline void warning(std::string_view sentence) { write(Level::warning, sentence); }
inline void error(std::string_view sentence) { write(Level::error, sentence); }

// An error with its hint, on one line.
std::string one_line(const macsec::Error& error);
// "eth3: session-secured: traffic is protected (ckn 0a1b, peer 02..)".
std::string one_line(const AgentEvent& event);

}  // namespace macsecd::log
