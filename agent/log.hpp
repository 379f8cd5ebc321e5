// The log: short sentences on stderr, or records of the journal when that is behind stderr.
#pragma once

#include <asio/io_context.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "agent_event.hpp"
#include "control/error.hpp"
#include "journal.hpp"

namespace macsecd::log {

// One of debug, info, warning, error. False: not a level.
bool start(std::string_view level);
// What waits for a slow journal is sent by this loop; by none before it ends.
void drive(asio::io_context* io);
void write(Level level, std::string_view sentence);
// With fields, which only the journal keeps: events, and the audit (MESSAGE_ID of "audit").
void structured(Level level, std::string_view sentence, std::vector<JournalField> fields);

inline void info(std::string_view sentence) { write(Level::info, sentence); }
inline void warning(std::string_view sentence) { write(Level::warning, sentence); }
inline void error(std::string_view sentence) { write(Level::error, sentence); }

// An error with its hint, on one line.
std::string one_line(const macsec::Error& error);
// "eth3: session-secured: traffic is protected (ckn 0a1b, peer 02..)".
std::string one_line(const AgentEvent& event);

}  // namespace macsecd::log
