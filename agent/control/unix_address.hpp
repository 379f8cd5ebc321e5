// The address of a Unix socket, if its path is not too long for one.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include "control/result.hpp"

namespace macsec {

inline Error system_error(Errc code, std::string what, std::string hint = {}, int os = errno) {
  Error error{code, std::move(what), std::move(hint)};
  error.os = os;
  return error;
}

inline Result<sockaddr_un> unix_address(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string& text = path.native();
  if (text.empty() || text.size() >= sizeof address.sun_path)
    return Failure{Error{Errc::illegal_param,
                         "the socket path has " + std::to_string(text.size()) + " octets: " + text,
                         "1 to " + std::to_string(sizeof address.sun_path - 1) + " are possible"}};
  std::memcpy(address.sun_path, text.data(), text.size());
  return address;
}

inline int connect_to(int socket, const sockaddr_un& address) {
  return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

}  // namespace macsec
