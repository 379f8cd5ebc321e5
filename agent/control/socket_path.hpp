// Where the agent listens and the command line asks, unless told otherwise.
#pragma once

namespace macsec {

inline constexpr const char* default_socket_path = "/run/macsecd/control";
inline constexpr const char* socket_path_variable = "MACSECD_SOCKET";

}  // namespace macsec
