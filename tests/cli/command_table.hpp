// The table of commands, as the program tells it: {"commands": [...], "errors": [...]}.
#pragma once

#include "control/json.hpp"

macsec::Json command_table();
