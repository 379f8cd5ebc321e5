#include "netlink/link_monitor.hpp"

#include <linux/rtnetlink.h>
#include <netlink/netlink.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <set>

namespace macsecd::netlink {
namespace {

// Room for the burst when hundreds of interfaces change at once.
constexpr int receive_queue = 1 << 20;
// Messages per wake-up, so that others get their turn.
constexpr int batch = 64;

}  // namespace

LinkMonitor::LinkMonitor(asio::io_context& io, Kernel& kernel, OnChange on_change,
                         OnFilters on_filters)
    : io_(io),
      kernel_(kernel),
      on_change_(std::move(on_change)),
      on_filters_(std::move(on_filters)) {}

LinkMonitor::~LinkMonitor() { watch_.reset(); }

KernelResult<void> LinkMonitor::start() {
  if (auto subscribed = subscribe(); !subscribed) return subscribed;
  watch_ =
      std::make_unique<FdWatch>(io_, nl_socket_get_fd(socket_.get()), [this] { on_readable(); });
  return read_all();
}

KernelResult<void> LinkMonitor::subscribe() {
  socket_.reset(nl_socket_alloc());
  if (!socket_) return kernel_failure(ENOMEM);
  if (nl_connect(socket_.get(), NETLINK_ROUTE) < 0 ||
      nl_socket_set_nonblocking(socket_.get()) < 0) {
    return kernel_failure(errno, "link monitor");
  }
  const int fd = nl_socket_get_fd(socket_.get());
  // Without CAP_NET_ADMIN the system's maximum has to do.
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &receive_queue, sizeof receive_queue) < 0) {
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_queue, sizeof receive_queue);
  }
  for (const int group : {RTNLGRP_LINK, RTNLGRP_TC}) {
    if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) < 0)
      return kernel_failure(errno, "link monitor");
  }
  return {};
}

// Everything is told that differs from what was known.
KernelResult<void> LinkMonitor::read_all() {
  const auto present = kernel_.links();
  if (!present) return mka::Failure{present.error()};
  std::set<std::uint32_t> gone;
  for (const auto& [ifindex, link] : links_) gone.insert(ifindex);
  for (const Link& link : *present) {
    gone.erase(link.ifindex);
    learn({false, link});
  }
  for (const std::uint32_t ifindex : gone) {
    if (const Link* link = find(ifindex)) learn({true, Link(*link)});
  }
  return {};
}

void LinkMonitor::on_readable() {
  if (stale_) recover();
  for (int i = 0; i < batch && read_one(); ++i) {
  }
}

// False when nothing more is waiting.
bool LinkMonitor::read_one() {
  std::array<std::uint8_t, 32768> buffer;
  sockaddr_nl sender{};
  socklen_t sender_size = sizeof sender;
  const ssize_t size = recvfrom(nl_socket_get_fd(socket_.get()), buffer.data(), buffer.size(), 0,
                                reinterpret_cast<sockaddr*>(&sender), &sender_size);
  if (size < 0) {
    const int error = errno;
    if (error == ENOBUFS) recover();
    return error == EINTR;
  }
  if (sender.nl_pid != 0) return true;  // only the kernel is believed
  take_in({buffer.data(), static_cast<std::size_t>(size)});
  return true;
}

void LinkMonitor::take_in(mka::Bytes message) {
  if (const auto link = parse_link(message)) return learn(*link);
  const auto filtered = parse_traffic_control_change(message);
  if (filtered && on_filters_) on_filters_(*filtered);
}

// Messages were lost. Those still waiting are older than the lost ones and must not be believed
// after the list has been read.
void LinkMonitor::recover() {
  ++overruns_;
  std::array<std::uint8_t, 1> ignored;
  const int fd = nl_socket_get_fd(socket_.get());
  while (recv(fd, ignored.data(), ignored.size(), 0) >= 0 || errno == ENOBUFS || errno == EINTR) {
  }
  stale_ = !read_all();
}

void LinkMonitor::learn(const LinkMessage& message) {
  const Link& link = message.link;
  const auto known = links_.find(link.ifindex);
  if (message.removed) {
    if (known == links_.end()) return;
    links_.erase(known);
    on_change_(LinkChange::removed, link);
  } else if (known == links_.end()) {
    links_.emplace(link.ifindex, link);
    on_change_(LinkChange::added, link);
  } else if (known->second != link) {
    known->second = link;
    on_change_(LinkChange::changed, link);
  }
}

const Link* LinkMonitor::find(std::uint32_t ifindex) const {
  const auto found = links_.find(ifindex);
  return found == links_.end() ? nullptr : &found->second;
}

const Link* LinkMonitor::find(std::string_view name) const {
  for (const auto& [ifindex, link] : links_) {
    if (link.name == name) return &link;
  }
  return nullptr;
}

}  // namespace macsecd::netlink
