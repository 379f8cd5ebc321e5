// What a person asks of a connection at a glance, in few words: for the overview and for watch.
#pragma once

#include <string>

#include "command.hpp"
#include "table.hpp"

namespace macsecctl {

// Clear text may pass through this connection right now.
bool passes_clear_text(const Json& connection);

enum class Link { secured, in_clear, blocked, down };
Link link_of(const Json& connection);

Cell dot_of(Link link);     // green: secured, yellow: nothing passes, red: clear text does
Cell link_cell(Link link);  // secured, CLEAR, blocked, down
// The first live peer under the key in charge, and how many more: 02000000000b0001+2
std::string peer_of(const Json& connection);
std::string sak_age_of(const Json& connection);
// Until this end, as key server, makes a fresh SAK by time: 47 min. "peer" where the other end
// does.
std::string next_rekey_of(const Json& connection);

std::string short_ckn(const std::string& ckn);
// associated, 3 d
std::string key_state_of(const Json& key);
// Newest first, * before the one that governs: "*0a1b2c3d associated 3 d, c0ffee failed".
std::string keys_of(const Json& connection);

}  // namespace macsecctl
