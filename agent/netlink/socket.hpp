// A blocking request socket to one netlink family. It belongs to the network namespace it was
// opened in.
#pragma once

#include <netlink/netlink.h>

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "netlink/kernel_error.hpp"
#include "netlink/message.hpp"

namespace macsecd::netlink {

class Socket {
 public:
  static KernelResult<Socket> open(int protocol);  // NETLINK_ROUTE, NETLINK_GENERIC

  // Sends, and waits for the kernel's verdict.
  KernelResult<void> request(Message message);

  // Sends a dump or get request and hands over every answer, with its netlink header. A dump that
  // the kernel calls inconsistent gives EINTR: ask again.
  using OnAnswer = std::function<void(std::span<const std::uint8_t>)>;
  KernelResult<void> query(Message message, const OnAnswer& on_answer);

  // The id of a generic netlink family; asking for it loads the kernel module. ENOENT: no such
  // family.
  KernelResult<std::uint16_t> family(const char* name);

 private:
  struct Close {
    void operator()(nl_sock* socket) const { nl_socket_free(socket); }
  };
  explicit Socket(std::unique_ptr<nl_sock, Close> socket) : socket_(std::move(socket)) {}

  KernelResult<void> send_and_receive(Message& message, const OnAnswer& on_answer);

  std::unique_ptr<nl_sock, Close> socket_;
};

}  // namespace macsecd::netlink
