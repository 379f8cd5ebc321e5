#include "control/server.hpp"

#include <sys/resource.h>
#include <sys/socket.h>

#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <set>

#include "control/error_reply.hpp"
#include "control/limits.hpp"
#include "control/listening_socket.hpp"
#include "control/local_accounts.hpp"
#include "control/log_limit.hpp"
#include "control/roles.hpp"
#include "control/seats.hpp"
#include "control/session.hpp"
#include "control/socket_io.hpp"

namespace macsec {
namespace {

// Descriptors are given out from the lowest on: the number says how many are in use.
bool takes_what_links_need(int descriptor) {
  rlimit most{};
  if (::getrlimit(RLIMIT_NOFILE, &most) != 0 || most.rlim_cur == RLIM_INFINITY) return false;
  return static_cast<rlim_t>(descriptor) + limits::descriptors_for_links >= most.rlim_cur;
}

}  // namespace

class Server::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(asio::io_context& loop, std::filesystem::path path, Log log)
      : path_(std::move(path)),
        log_(std::move(log)),
        dispatcher_(log_, [audit = audit_](const AuditRecord& record) { (*audit)(record); }),
        turns_(std::make_shared<Turns>(loop.get_executor())),
        acceptor_(loop),
        pause_(loop) {}

  Dispatcher& dispatcher() { return dispatcher_; }
  void admit_by(AccessRule rule) { access_of_ = std::move(rule); }
  void audit_to(Audit audit) { *audit_ = std::move(audit); }

  Result<void> listen() { return listen(ListeningSocket::create(path_)); }
  Result<void> listen(Result<ListeningSocket> socket) {
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
    Peer peer{credentials_of(socket.native_handle())};
    peer.access = access_of_(peer);
    peer.user = names_.of(peer.uid);
    look_at_program(peer);
    if (peer.access == Access::none) return turn_away(socket, peer);
    if (takes_what_links_need(socket.native_handle()))
      return refuse(socket, peer,
                    {Errc::busy, "macsecd has no file descriptors left for clients",
                     "raise LimitNOFILE of macsecd.service"});
    if (const auto seat = seats_.take(peer); !seat) return refuse(socket, peer, seat.error());
    seat_at(std::move(socket), peer);
  }

  void seat_at(Session::Socket socket, const Peer& peer) {
    const auto on_end = [weak = weak_from_this(), peer](const std::shared_ptr<Session>& session) {
      const auto self = weak.lock();
      if (!self) return;
      self->seats_.leave(peer);
      self->sessions_.erase(session);
    };
    const auto complain = [weak = weak_from_this(), uid = peer.uid](std::string_view line) {
      if (const auto self = weak.lock()) self->tell(uid, line);
    };
    const auto session =
        std::make_shared<Session>(std::move(socket), peer, dispatcher_, turns_, complain, on_end);
    sessions_.insert(session);
    session->start();
  }

  void turn_away(Session::Socket& socket, const Peer& peer) {
    const Error error = no_access(peer);
    AuditRecord record{peer, "connect"};
    record.result = name_of(error.code);
    record.refused = true;
    (*audit_)(record);
    say_last(socket, error);
  }

  void refuse(Session::Socket& socket, const Peer& peer, const Error& error) {
    tell(peer.uid, "control client (pid " + std::to_string(peer.pid) + ", uid " +
                       std::to_string(peer.uid) + ") refused: " + error.what);
    say_last(socket, error);
  }

  static void say_last(Session::Socket& socket, const Error& error) {
    send_some(socket.native_handle(), to_text(error_reply(error)) + '\0', {}, Wait::never);
  }

  // What clients cause at will must not fill the log.
  void tell(uid_t user, std::string_view line) {
    const auto left_out = limit_.admit(user, std::chrono::steady_clock::now());
    if (!left_out) return;
    if (*left_out == 0) return log_(line);
    log_(std::string(line) + " (" + std::to_string(*left_out) +
         " more of this user were not told)");
  }

  std::filesystem::path path_;
  Log log_;
  // Of its own, since calls may outlive the server.
  std::shared_ptr<Audit> audit_ = std::make_shared<Audit>([](const AuditRecord&) {});
  Dispatcher dispatcher_;
  std::shared_ptr<Turns> turns_;
  asio::local::stream_protocol::acceptor acceptor_;
  asio::steady_timer pause_;
  std::optional<ListeningSocket> file_;
  AccessRule access_of_ = [roles = Roles()](const PeerCredentials& who) mutable {
    return roles.of(who);
  };
  UserNames names_;
  Seats seats_;
  LogLimit limit_;
  std::set<std::shared_ptr<Session>> sessions_;
};

Server::Server(asio::io_context& loop, std::filesystem::path socket, Log log)
    : impl_(std::make_shared<Impl>(loop, std::move(socket), std::move(log))) {}
Server::~Server() { stop(); }

void Server::admit_by(AccessRule rule) { impl_->admit_by(std::move(rule)); }
void Server::audit_to(Audit audit) { impl_->audit_to(std::move(audit)); }

void Server::on(std::string_view method, Handler handler, Access access, Replies replies) {
  impl_->dispatcher().on(std::string(agent_interface) + "." + std::string(method),
                         std::move(handler), access, replies);
}
Result<void> Server::listen() { return impl_->listen(); }
Result<void> Server::listen(UniqueFd socket) {
  return impl_->listen(ListeningSocket::adopt(std::move(socket)));
}
void Server::stop() { impl_->stop(); }

}  // namespace macsec
