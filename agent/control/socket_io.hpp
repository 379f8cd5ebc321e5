// Octets and descriptors through a Unix stream socket, with the system's own calls: neither asio
// nor streams can pass descriptors.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "control/unique_fd.hpp"

namespace macsec {

enum class Wait { never, until_done };

struct Received {
  std::size_t octets = 0;  // 0 without an error: the other end has finished
  std::vector<UniqueFd> descriptors{};
  bool too_many_descriptors = false;
  int os = 0;  // errno
};
// `refused`: what is passed never becomes a descriptor of ours, and is not told.
enum class Descriptors { accepted, refused };
Received receive_some(int socket, std::span<char> into, Wait wait,
                      Descriptors passed = Descriptors::accepted);

struct Sent {
  std::size_t octets = 0;
  int os = 0;
};
Sent send_some(int socket, std::string_view octets, std::span<const int> descriptors, Wait wait);

}  // namespace macsec
