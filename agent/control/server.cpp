#include "control/server.hpp"

#include <sys/socket.h>

#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <set>

#include "control/error_reply.hpp"
#include "control/limits.hpp"
#include "control/listening_socket.hpp"
#include "control/session.hpp"
#include "control/socket_io.hpp"

namespace macsec {
namespace {

PeerCredentials credentials_of(int socket) {
  ucred who{};
  socklen_t size = sizeof who;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0)
    return {static_cast<uid_t>(-1), static_cast<gid_t>(-1), 0};
  return {who.uid, who.gid, who.pid};
}

}  // namespace

class Server::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(asio::io_context& loop, std::filesystem::path path, Log log)
      : path_(std::move(path)),
        log_(std::move(log)),
        dispatcher_(log_),
        acceptor_(loop),
        pause_(loop) {}

  Dispatcher& dispatcher() { return dispatcher_; }

  Result<void> listen() {
    auto socket = ListeningSocket::create(path_);
    if (!socket) return Failure{socket.error()};
    acceptor_.assign(asio::local::stream_protocol(), socket->release());
    file_.emplace(std::move(*socket));
    accept();
    return {};
  }

  void stop() {
    asio::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    const auto sessions = std::exchange(sessions_, {});
    for (const auto& session : sessions) session->end();
    if (file_) file_->remove_file();
    file_.reset();
  }

 private:
  void accept() {
    acceptor_.async_accept(
        [self = shared_from_this()](const asio::error_code& error, Session::Socket socket) {
          if (!self->acceptor_.is_open()) return;
          if (error) return self->accept_later(error);
          self->welcome(std::move(socket));
          self->accept();
        });
  }

  // Out of descriptors, most likely: trying at once again would spin.
  void accept_later(const asio::error_code& error) {
    log_("cannot accept a control client: " + error.message());
    pause_.expires_after(std::chrono::seconds(1));
    pause_.async_wait([self = shared_from_this()](const asio::error_code& cancelled) {
      if (!cancelled && self->acceptor_.is_open()) self->accept();
    });
  }

  void welcome(Session::Socket socket) {
    const PeerCredentials peer = credentials_of(socket.native_handle());
    if (sessions_.size() >= limits::clients) return refuse(socket, peer);
    const auto on_end = [weak = weak_from_this()](const std::shared_ptr<Session>& session) {
      if (const auto self = weak.lock()) self->sessions_.erase(session);
    };
    const auto session =
        std::make_shared<Session>(std::move(socket), peer, dispatcher_, log_, on_end);
    sessions_.insert(session);
    session->start();
  }

  void refuse(Session::Socket& socket, const PeerCredentials& peer) {
    log_("control client (pid " + std::to_string(peer.pid) + ") refused: too many clients");
    const Error error{Errc::busy,
                      "macsecd serves " + std::to_string(limits::clients) + " clients already",
                      "close some of them: ss -xp src " + path_.string()};
    send_some(socket.native_handle(), to_text(error_reply(error)) + '\0', {}, Wait::never);
  }

  std::filesystem::path path_;
  Log log_;
  Dispatcher dispatcher_;
  asio::local::stream_protocol::acceptor acceptor_;
  asio::steady_timer pause_;
  std::optional<ListeningSocket> file_;
  std::set<std::shared_ptr<Session>> sessions_;
};

Server::Server(asio::io_context& loop, std::filesystem::path socket, Log log)
    : impl_(std::make_shared<Impl>(loop, std::move(socket), std::move(log))) {}
Server::~Server() { stop(); }

void Server::on(std::string_view method, Handler handler, Replies replies) {
  impl_->dispatcher().on(std::string(agent_interface) + "." + std::string(method),
                         std::move(handler), replies);
}
Result<void> Server::listen() { return impl_->listen(); }
void Server::stop() { impl_->stop(); }

}  // namespace macsec
