// The agent's end of the control socket: Varlink (JSON messages, each ended by NUL) on a Unix
// stream socket. Everybody may connect; who is nobody's member hears why not, and that was it.
// Never blocks; a silent, slow, oversized or crashing client costs a bounded amount of memory and
// nobody else's time. Answers org.varlink.service itself and checks all parameters against the
// interface description before a handler sees them.
#pragma once

#include <asio/io_context.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "control/audit_record.hpp"
#include "control/call.hpp"
#include "control/result.hpp"
#include "control/unique_fd.hpp"

namespace macsec {

enum class Replies {
  one,
  stream,  // a call without "more" is answered with org.varlink.service.ExpectedMore
};

class Server {
 public:
  using Handler = std::function<void(Call)>;
  using Log = std::function<void(std::string_view line)>;
  using AccessRule = std::function<Access(const PeerCredentials&)>;

  Server(asio::io_context& loop, std::filesystem::path socket, Log log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Before listen(). Without them: Roles, and no audit.
  void admit_by(AccessRule rule);
  void audit_to(Audit audit);  // everything that changes something, and whoever is refused

  // A method of org.macsecd.Agent by its short name: on("Rekey", ...). Unknown to the description:
  // throws std::logic_error at start. A handler that throws answers Internal.
  void on(std::string_view method, Handler handler, Access access = Access::change,
          Replies replies = Replies::one);

  // Creates the socket (mode 0666) and its directory; removes a socket on which nobody listens any
  // more.
  Result<void> listen();
  // On one that a service manager handed over.
  Result<void> listen(UniqueFd socket);
  // Closes every client and removes the socket, if it is ours.
  void stop();

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace macsec
