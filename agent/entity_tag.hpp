// A name for all that an operator has set of a connection: another one, if any of that is another.
// It follows from the content alone, so that it outlives restarts and needs no counter on disk.
#pragma once

#include <string>

#include "state.hpp"

namespace macsecd {

std::string entity_tag(const SavedConnection& connection);

}  // namespace macsecd
