// A rotation for people: its preflight, where it stands, and how it is shown.
#pragma once

#include <string>

#include "control/json.hpp"
#include "sections.hpp"

namespace macsecctl {

// One line per check, with what to do below what is not well, and the answer.
std::string checks_text(const std::string& name, const macsec::Json& reply, const Style& style);

// Where the rotation of this connection stands, in a sentence.
std::string phase_text(const macsec::Json& connection);

// Nothing if none is under way.
void add_rotation(Sections& out, const macsec::Json& connection);

}  // namespace macsecctl
