#include "eapol_socket.hpp"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "mka/limits.hpp"
#include "packet_filter.hpp"

namespace macsecd {
namespace {

using namespace packet_filter;

// Frames per wake-up, so that a flood cannot keep others from their turn.
constexpr int batch = 32;
// Network control, ahead of user data in the interface's queues.
constexpr int control_priority = 7;

constexpr auto packet_type = static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_PKTTYPE);

bool is_group(const mka::MacAddress& address) { return (address.octets[0] & 1u) != 0; }

// EAPOL-MKA. Frames for others come as OTHERHOST, and so do VLAN-tagged ones, with the tag removed.
// Those for ourselves come as HOST.
constexpr std::array<sock_filter, 9> eapol_mka_only(std::uint16_t ether_type, bool for_ourselves) {
  const std::uint8_t host = for_ourselves ? 0 : 5;
  return {
      load(BPF_B, packet_type),
      jump_if_equal(PACKET_OTHERHOST, 6, 0),
      jump_if_equal(PACKET_HOST, host, 0),
      load(BPF_H, ethertype_at),
      jump_if_equal(ether_type, 0, 3),
      load(BPF_B, eapol_type_at),
      jump_if_equal(eapol_mka, 0, 1),
      accept_octets(0xffff),
      accept_octets(0),
  };
}

sockaddr_ll address_of(std::uint32_t ifindex, std::uint16_t ether_type) {
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ether_type);
  address.sll_ifindex = static_cast<int>(ifindex);
  return address;
}

int change_membership(int fd, int option, std::uint32_t ifindex, const mka::MacAddress& group) {
  packet_mreq request{};
  request.mr_ifindex = static_cast<int>(ifindex);
  request.mr_type = PACKET_MR_MULTICAST;
  request.mr_alen = static_cast<std::uint16_t>(group.octets.size());
  std::copy(group.octets.begin(), group.octets.end(), request.mr_address);
  return setsockopt(fd, SOL_PACKET, option, &request, sizeof request);
}

}  // namespace

EapolSocket::EapolSocket(asio::io_context& io, OnFrame on_frame)
    : io_(io), on_frame_(std::move(on_frame)) {}

EapolSocket::~EapolSocket() {
  *alive_ = false;
  watch_.reset();
  if (fd_ >= 0) close(fd_);
}

// Protocol 0: nothing is received before bind().
netlink::KernelResult<void> EapolSocket::open() {
  fd_ = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd_ < 0) return netlink::kernel_failure(errno, "packet socket");
  setsockopt(fd_, SOL_SOCKET, SO_PRIORITY, &control_priority, sizeof control_priority);
  watch_ = std::make_unique<FdWatch>(io_, fd_, [this] { on_readable(); });
  return {};
}

// Takes the place of the filter before at once.
netlink::KernelResult<void> EapolSocket::filter(const EapolAddress& address) {
  auto filter = eapol_mka_only(address.ether_type, !is_group(address.destination));
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  if (setsockopt(fd_, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0)
    return netlink::kernel_failure(errno, "packet filter");
  return {};
}

netlink::KernelResult<void> EapolSocket::join(std::uint32_t ifindex, const EapolAddress& address) {
  std::vector<mka::MacAddress> groups(permitted_groups.begin(), permitted_groups.end());
  if (is_group(address.destination) &&
      std::find(groups.begin(), groups.end(), address.destination) == groups.end())
    groups.push_back(address.destination);
  for (const mka::MacAddress& group : groups) {
    if (change_membership(fd_, PACKET_ADD_MEMBERSHIP, ifindex, group) < 0)
      return netlink::kernel_failure(errno, "joining an EAPOL group");
    groups_.push_back(group);
  }
  return {};
}

void EapolSocket::leave() {
  for (const mka::MacAddress& group : groups_)
    change_membership(fd_, PACKET_DROP_MEMBERSHIP, ifindex_, group);
  groups_.clear();
  ifindex_ = 0;
}

netlink::KernelResult<void> EapolSocket::bind(std::uint32_t ifindex, const EapolAddress& address) {
  if (fd_ < 0) {
    if (auto opened = open(); !opened) return opened;
  }
  leave();
  if (auto filtered = filter(address); !filtered) return filtered;
  const sockaddr_ll where = address_of(ifindex, address.ether_type);
  if (::bind(fd_, reinterpret_cast<const sockaddr*>(&where), sizeof where) < 0) {
    return netlink::kernel_failure(errno, "binding the packet socket");
  }
  ifindex_ = ifindex;
  return join(ifindex, address);
}

void EapolSocket::on_readable() {
  const auto alive = alive_;
  for (int i = 0; i < batch && *alive && read_one(); ++i) {
  }
}

// False when nothing more is waiting. ENETDOWN comes once per link down; the socket goes on
// afterwards.
bool EapolSocket::read_one() {
  std::array<std::uint8_t, mka::limits::mkpdu_frame> buffer;
  sockaddr_ll from{};
  socklen_t from_size = sizeof from;
  const ssize_t size = recvfrom(fd_, buffer.data(), buffer.size(), MSG_TRUNC,
                                reinterpret_cast<sockaddr*>(&from), &from_size);
  if (size < 0) return errno == EINTR || errno == ENETDOWN;
  if (from.sll_ifindex != static_cast<int>(ifindex_)) {
    ++counters_.elsewhere;
  } else if (static_cast<std::size_t>(size) > buffer.size()) {
    ++counters_.oversized;
  } else {
    ++counters_.received;
    // It may destroy us, and itself with us.
    const auto call = on_frame_;
    call({buffer.data(), static_cast<std::size_t>(size)});
  }
  return true;
}

int EapolSocket::send(std::span<const std::uint8_t> frame) {
  if (ifindex_ == 0) return ENXIO;
  ssize_t sent = ::send(fd_, frame.data(), frame.size(), 0);
  // A link that was down leaves one error behind, which the next call gets although it is up again.
  if (sent < 0 && errno == ENETDOWN) sent = ::send(fd_, frame.data(), frame.size(), 0);
  if (sent < 0) {
    const int error = errno;
    ++counters_.send_failed;
    return error;
  }
  ++counters_.sent;
  return 0;
}

}  // namespace macsecd
