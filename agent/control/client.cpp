#include "control/client.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "control/error_reply.hpp"
#include "control/limits.hpp"
#include "control/member.hpp"
#include "control/socket_io.hpp"
#include "control/unix_address.hpp"

namespace macsec {
namespace {

Error cannot_connect(const std::filesystem::path& path, int os) {
  if (os == ENOENT || os == ECONNREFUSED || os == ENOTDIR)
    return system_error(Errc::agent_unreachable, "no macsecd listens on " + path.string(),
                        "start it: systemctl start macsecd (or macsecd --socket PATH); another "
                        "path: --socket PATH",
                        os);
  if (os == EACCES || os == EPERM)
    return system_error(Errc::permission_denied, "may not speak to macsecd on " + path.string(),
                        "the directory of the socket does not let you through; run macsecctl as "
                        "root: sudo macsecctl ...",
                        os);
  return system_error(Errc::agent_unreachable, "cannot connect to macsecd on " + path.string(), "",
                      os);
}

std::string full_name(std::string_view method) {
  if (method.find('.') != std::string_view::npos) return std::string(method);
  return std::string(agent_interface) + "." + std::string(method);
}

std::string request_text(std::string_view method, const Json& parameters, bool more) {
  Json request{{"method", full_name(method)}, {"parameters", parameters}};
  if (more) request["more"] = true;
  return to_text(request) + '\0';
}

}  // namespace

Result<Client> Client::connect(const std::filesystem::path& socket) {
  const auto address = unix_address(socket);
  if (!address) return Failure{address.error()};
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd || connect_to(fd.get(), *address) != 0) return Failure{cannot_connect(socket, errno)};
  return Client(std::move(fd), socket);
}

Result<Json> Client::call(std::string_view method, const Json& parameters,
                          std::span<const int> descriptors) {
  const auto sent = send(request_text(method, parameters, false), descriptors);
  auto reply = receive();  // also after a failed send: the agent may have said why it closed
  if (!reply) return Failure{sent ? reply.error() : sent.error()};
  if (reply->contains("error")) return Failure{error_from_reply(*reply)};
  return reply->value("parameters", Json::object());
}

Result<void> Client::call_more(std::string_view method, const Json& parameters,
                               const std::function<bool(const Json&)>& each) {
  if (auto sent = send(request_text(method, parameters, true), {}); !sent) return sent;
  for (bool continues = true; continues;) {
    auto reply = receive();
    if (!reply) return Failure{reply.error()};
    if (reply->contains("error")) return Failure{error_from_reply(*reply)};
    continues = flag_member(*reply, "continues").value_or(false);
    if (!each(reply->value("parameters", Json::object()))) return {};
  }
  return {};
}

Result<void> Client::begin(std::string_view method, const Json& parameters, Replies replies) {
  return send(request_text(method, parameters, replies == Replies::stream), {});
}

Result<std::vector<Json>> Client::take() {
  auto more = read_on(Wait::never);
  while (more && *more) more = read_on(Wait::never);
  if (!more && !holds_reply()) return Failure{more.error()};
  std::vector<Json> replies;
  while (holds_reply()) {
    const auto reply = first_reply();
    if (!reply) return Failure{reply.error()};
    if (reply->contains("error")) return Failure{error_from_reply(*reply)};
    replies.push_back(reply->value("parameters", Json::object()));
  }
  return replies;
}

Result<void> Client::send(std::string_view message, std::span<const int> descriptors) {
  while (!message.empty()) {
    const Sent sent = send_some(socket_.get(), message, descriptors, Wait::until_done);
    if (sent.os == EINTR) continue;
    if (sent.os != 0) return Failure{lost(sent.os)};
    message.remove_prefix(sent.octets);
    descriptors = {};
  }
  return {};
}

Result<Json> Client::receive() {
  while (!holds_reply())
    if (auto more = read_on(Wait::until_done); !more) return Failure{more.error()};
  return first_reply();
}

// False: nothing has come yet.
Result<bool> Client::read_on(Wait wait) {
  std::array<char, 65536> piece{};
  const Received got = receive_some(socket_.get(), piece, wait);
  if (got.os == EINTR) return true;
  if (got.os == EAGAIN && wait == Wait::never) return false;
  if (got.os != 0 || got.octets == 0 || received_.size() > limits::reply)
    return Failure{lost(got.os)};
  received_.append(piece.data(), got.octets);
  return true;
}

bool Client::holds_reply() {
  searched_ = std::min(received_.find('\0', searched_), received_.size());
  return searched_ < received_.size();
}

Result<Json> Client::first_reply() {
  const std::size_t end = std::exchange(searched_, 0);
  Json reply = Json::parse(received_.substr(0, end), nullptr, false);
  received_.erase(0, end + 1);
  if (!reply.is_object()) return Failure{lost(0)};
  return reply;
}

Error Client::lost(int os) const {
  return system_error(Errc::agent_unreachable,
                      "the connection to macsecd on " + path_.string() + " was lost",
                      "the log of macsecd may say why: journalctl -u macsecd", os);
}

}  // namespace macsec
