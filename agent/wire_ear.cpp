#include "wire_ear.hpp"

#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace macsecd {
namespace {

// Frames per wake-up, so that a flood cannot keep others from their turn.
constexpr int batch = 32;
constexpr std::size_t octets_of_a_frame = 64;
constexpr std::uint32_t ether_type_at = 12;
constexpr auto packet_type = static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_PKTTYPE);

// What comes in and is not MACsec, which the kernel counts.
std::array<sock_filter, 6> beside_macsec() {
  return {{{BPF_LD | BPF_B | BPF_ABS, 0, 0, packet_type},
           {BPF_JMP | BPF_JEQ | BPF_K, 3, 0, PACKET_OUTGOING},
           {BPF_LD | BPF_H | BPF_ABS, 0, 0, ether_type_at},
           {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ETH_P_MACSEC},
           {BPF_RET | BPF_K, 0, 0, octets_of_a_frame},
           {BPF_RET | BPF_K, 0, 0, 0}}};
}

bool had_tag(msghdr& message) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_PACKET || part->cmsg_type != PACKET_AUXDATA) continue;
    tpacket_auxdata facts{};
    __builtin_memcpy(&facts, CMSG_DATA(part), sizeof facts);
    return (facts.tp_status & TP_STATUS_VLAN_VALID) != 0;
  }
  return false;
}

}  // namespace

netlink::KernelResult<void> WireEar::listen(const netlink::Link& link) {
  own_ = link.mac;
  // Protocol 0: nothing is received before bind().
  fd_.reset(socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd_) return netlink::kernel_failure(errno, "packet socket");
  auto filter = beside_macsec();
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  const int on = 1;
  if (setsockopt(fd_.get(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0 ||
      setsockopt(fd_.get(), SOL_PACKET, PACKET_AUXDATA, &on, sizeof on) < 0)
    return netlink::kernel_failure(errno, "packet filter");
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(link.ifindex);
  if (bind(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0)
    return netlink::kernel_failure(errno, "binding the packet socket");
  watch_ = std::make_unique<FdWatch>(io_, fd_.get(), [this] { on_readable(); });
  return {};
}

void WireEar::on_readable() {
  for (int i = 0; i < batch && read_one(); ++i) {
  }
  sample_.full = frames_ >= most_frames;
  if (!sample_.full) return;
  watch_.reset();
  fd_.reset();
}

// False when nothing more is waiting, or enough was seen.
bool WireEar::read_one() {
  if (frames_ >= most_frames) return false;
  std::array<std::uint8_t, octets_of_a_frame> buffer;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(tpacket_auxdata))> control;
  iovec octets{buffer.data(), buffer.size()};
  msghdr message{};
  message.msg_iov = &octets;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t size = recvmsg(fd_.get(), &message, 0);
  if (size < 0) return errno == EINTR || errno == ENETDOWN;
  ++frames_;
  note(sample_, {{buffer.data(), static_cast<std::size_t>(size)}, had_tag(message)}, own_,
       eapol_ether_type_);
  return true;
}

}  // namespace macsecd
