// Where the CAK comes from, as a descriptor for the agent. A file is opened, not read; what cannot
// be passed (standard input, a pipe, a person's typing) goes through a sealed memory file.
#pragma once

#include <string>

#include "control/result.hpp"
#include "control/unique_fd.hpp"
#include "secret_buffer.hpp"

namespace macsecctl {

// A path, "-" for standard input, or "" to ask on the terminal without echo, for such a text.
macsec::Result<macsec::UniqueFd> open_cak(const std::string& source, const std::string& wanted);

// All that there is to read.
macsec::Result<void> read_cak(int descriptor, SecretBuffer& into);
// On standard error, if so.
void warn_if_others_may_read(const std::string& path);

// A memory file that nobody can change.
macsec::Result<macsec::UniqueFd> seal(const SecretBuffer& secret);

}  // namespace macsecctl
