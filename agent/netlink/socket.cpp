#include "netlink/socket.hpp"

#include <linux/genetlink.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <optional>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {
namespace {

// A device's state must fit into one datagram of a dump, or it and all later ones are silently
// missing.
constexpr std::size_t receive_buffer = 32768;

struct Exchange {
  const Socket::OnAnswer& on_answer;
  std::uint32_t sequence = 0;
  KernelError error{};
  bool finished = false;
};

mka::Bytes octets_of(const nlmsghdr* header) {
  return {reinterpret_cast<const std::uint8_t*>(header), header->nlmsg_len};
}

// The kernel's own words stand behind the error, when it has any: libnl 3.7 does not look for them.
std::string extended_ack(const nlmsgerr& error) {
  const auto* const header = reinterpret_cast<const nlmsghdr*>(
      reinterpret_cast<const std::uint8_t*>(&error) - NLMSG_HDRLEN);
  if (!(header->nlmsg_flags & NLM_F_ACK_TLVS)) return {};
  std::size_t skip = NLMSG_HDRLEN + sizeof(nlmsgerr);
  if (!(header->nlmsg_flags & NLM_F_CAPPED))
    skip += NLMSG_ALIGN(error.msg.nlmsg_len - NLMSG_HDRLEN);
  const auto message = octets_of(header);
  if (skip > message.size()) return {};
  const auto words = find_attribute(message.subspan(skip), NLMSGERR_ATTR_MSG);
  return words ? words->text() : std::string{};
}

int on_error(sockaddr_nl*, nlmsgerr* error, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  exchange.error = {-error->error, extended_ack(*error)};
  exchange.finished = true;
  return NL_STOP;
}

int on_valid(nl_msg* message, void* context) {
  const auto& exchange = *static_cast<Exchange*>(context);
  if (exchange.on_answer) exchange.on_answer(octets_of(nlmsg_hdr(message)));
  return NL_OK;
}

int on_ack(nl_msg*, void* context) {
  static_cast<Exchange*>(context)->finished = true;
  return NL_STOP;
}

// The end of a dump carries its result.
int on_finish(nl_msg* message, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  // Words of the kernel may follow the number.
  const auto content = octets_of(nlmsg_hdr(message)).subspan(NLMSG_HDRLEN);
  const auto result =
      Attribute{0, content.first(std::min(content.size(), sizeof(std::uint32_t)))}.u32();
  if (result) exchange.error.os = -static_cast<std::int32_t>(*result);
  exchange.finished = true;
  return NL_OK;
}

// Answers to an exchange that was broken off may still be waiting in the socket.
int on_sequence(nl_msg* message, void* context) {
  return nlmsg_hdr(message)->nlmsg_seq == static_cast<Exchange*>(context)->sequence ? NL_OK
                                                                                    : NL_SKIP;
}

std::unique_ptr<nl_cb, void (*)(nl_cb*)> callbacks_for(Exchange& exchange) {
  std::unique_ptr<nl_cb, void (*)(nl_cb*)> callbacks(nl_cb_alloc(NL_CB_DEFAULT), nl_cb_put);
  if (!callbacks) throw std::bad_alloc();
  nl_cb_set(callbacks.get(), NL_CB_SEQ_CHECK, NL_CB_CUSTOM, on_sequence, &exchange);
  nl_cb_set(callbacks.get(), NL_CB_VALID, NL_CB_CUSTOM, on_valid, &exchange);
  nl_cb_set(callbacks.get(), NL_CB_FINISH, NL_CB_CUSTOM, on_finish, &exchange);
  nl_cb_set(callbacks.get(), NL_CB_ACK, NL_CB_CUSTOM, on_ack, &exchange);
  nl_cb_err(callbacks.get(), NL_CB_CUSTOM, on_error, &exchange);
  return callbacks;
}

// libnl keeps errno where a system call failed, and otherwise only its own, coarser codes.
KernelError library_error(int code) {
  if (code == -NLE_DUMP_INTR) return {EINTR, "the list changed while it was read"};
  return {errno ? errno : EPROTO, nl_geterror(code)};
}

}  // namespace

KernelResult<Socket> Socket::open(int protocol) {
  std::unique_ptr<nl_sock, Close> socket(nl_socket_alloc());
  if (!socket) return kernel_failure(ENOMEM);
  if (nl_connect(socket.get(), protocol) < 0) return kernel_failure(errno, "netlink socket");
  const int fd = nl_socket_get_fd(socket.get());
  const int on = 1;
  // Without CAP_ACK an error reply echoes the request, and with it the SAK.
  if (setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on) < 0 ||
      setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on) < 0) {
    return kernel_failure(errno, "netlink socket options");
  }
  nl_socket_set_msg_buf_size(socket.get(), receive_buffer);
  return Socket(std::move(socket));
}

KernelResult<void> Socket::request(Message message) { return send_and_receive(message, nullptr); }

KernelResult<void> Socket::query(Message message, const OnAnswer& on_answer) {
  return send_and_receive(message, on_answer);
}

KernelResult<void> Socket::send_and_receive(Message& message, const OnAnswer& on_answer) {
  if (!message.complete()) return kernel_failure(EMSGSIZE, "the request does not fit");
  errno = 0;
  if (const int sent = nl_send_auto(socket_.get(), message.raw()); sent < 0) {
    return mka::Failure{library_error(sent)};
  }
  Exchange exchange{.on_answer = on_answer, .sequence = nlmsg_hdr(message.raw())->nlmsg_seq};
  const auto callbacks = callbacks_for(exchange);
  while (!exchange.finished) {
    errno = 0;
    const int received = nl_recvmsgs(socket_.get(), callbacks.get());
    if (exchange.error.os != 0) return mka::Failure{std::move(exchange.error)};
    if (received < 0) return mka::Failure{library_error(received)};
  }
  return {};
}

KernelResult<std::uint16_t> Socket::family(const char* name) {
  Message question(GENL_ID_CTRL, 0);
  question.header(genlmsghdr{CTRL_CMD_GETFAMILY, 1, 0}).text(CTRL_ATTR_FAMILY_NAME, name);
  std::optional<std::uint16_t> id;
  const auto asked = query(std::move(question), [&](mka::Bytes answer) {
    if (answer.size() < NLMSG_HDRLEN + GENL_HDRLEN) return;
    const auto found =
        find_attribute(answer.subspan(NLMSG_HDRLEN + GENL_HDRLEN), CTRL_ATTR_FAMILY_ID);
    if (found) id = found->u16();
  });
  if (!asked) return mka::Failure{asked.error()};
  if (!id) return kernel_failure(EPROTO, "the kernel's answer names no family");
  return *id;
}

}  // namespace macsecd::netlink
