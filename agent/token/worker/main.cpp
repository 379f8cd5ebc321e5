// macsecd-token: does what macsecd asks of a PKCS#11 token. Modules are foreign code and may take
// seconds, or crash: here they can do neither to key agreement. Its standard input is the socket.
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "token/worker/confinement.hpp"
#include "token/worker/operations.hpp"

namespace {

using namespace macsecd::token;

constexpr int agent = STDIN_FILENO;

// False: the agent is gone, or speaks another language.
bool serve_one(Operations& operations) {
  Message message;
  ssize_t got = 0;
  do {
    got = ::recv(agent, message.octets.data(), message.octets.size(), 0);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return false;
  message.size = static_cast<std::size_t>(got);
  const auto request = decode_request(message);
  if (!request) return false;
  Message reply;
  if (!encode(operations.perform(*request), reply)) return false;
  return ::send(agent, reply.octets.data(), reply.size, MSG_NOSIGNAL) ==
         static_cast<ssize_t>(reply.size);
}

bool is_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

}  // namespace

int main() {
  if (!is_socket(agent)) {
    std::fputs("macsecd-token: macsecd starts this program; it is of no use by hand\n", stderr);
    return 2;
  }
  if (!confine().empty()) return EXIT_FAILURE;
  Operations operations;
  while (serve_one(operations)) {
  }
  // Without destructors: a module's own may hang.
  ::_exit(EXIT_SUCCESS);
}
