#include "control/socket_io.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "control/limits.hpp"

namespace macsec {
namespace {

// CMSG_LEN, not CMSG_SPACE, bounds what the kernel installs: padding would hold one descriptor
// more.
constexpr std::size_t control_octets = CMSG_LEN(sizeof(int) * limits::descriptors_per_message);
struct alignas(cmsghdr) Control {
  std::array<char, CMSG_SPACE(sizeof(int) * limits::descriptors_per_message)> octets{};
};

std::vector<UniqueFd> descriptors_in(msghdr& message) {
  std::vector<UniqueFd> result;
  for (cmsghdr* c = CMSG_FIRSTHDR(&message); c != nullptr; c = CMSG_NXTHDR(&message, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(c) + i * sizeof fd, sizeof fd);
      result.emplace_back(fd);
    }
  }
  return result;
}

int flags_for(Wait wait) { return wait == Wait::never ? MSG_DONTWAIT : 0; }

}  // namespace

Received receive_some(int socket, std::span<char> into, Wait wait, Descriptors passed) {
  Control control;
  iovec piece{into.data(), into.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  const bool accepts = passed == Descriptors::accepted;
  if (accepts) {
    message.msg_control = control.octets.data();
    message.msg_controllen = control_octets;
  }
  const ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | flags_for(wait));
  if (got < 0) return {.os = errno};
  Received received{static_cast<std::size_t>(got), descriptors_in(message)};
  received.too_many_descriptors = accepts && (message.msg_flags & MSG_CTRUNC) != 0;
  return received;
}

Sent send_some(int socket, std::string_view octets, std::span<const int> descriptors, Wait wait) {
  Control control;
  iovec piece{const_cast<char*>(octets.data()), octets.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (!descriptors.empty()) {
    if (descriptors.size() > limits::descriptors_per_message) return {.os = E2BIG};
    message.msg_control = control.octets.data();
    message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(header), descriptors.data(), descriptors.size_bytes());
  }
  const ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL | flags_for(wait));
  if (sent < 0) return {.os = errno};
  return {.octets = static_cast<std::size_t>(sent)};
}

}  // namespace macsec
