#include "mkpdu_tap.hpp"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "clock.hpp"
#include "packet_filter.hpp"

namespace macsecd {
namespace {

using namespace packet_filter;

// Frames per wake-up, so that a flood cannot keep others from their turn.
constexpr int batch = 32;
// A second's worth: a hub with 32 members at their fastest, twice over.
constexpr unsigned budget = 128;
constexpr std::size_t longest_frame = 2048;
constexpr std::size_t addresses = 12;

constexpr std::uint32_t eapol = 0x888e;
constexpr std::uint32_t other_eapol = 0x876f;

// The kernel has set a VLAN tag aside before.
constexpr std::array mkpdus_only{
    load(BPF_H, ethertype_at),  jump_if_equal(eapol, 1, 0),     jump_if_equal(other_eapol, 0, 3),
    load(BPF_B, eapol_type_at), jump_if_equal(eapol_mka, 0, 1), accept_octets(0xffff),
    accept_octets(0),
};

template <typename Value>
bool set_option(int fd, int level, int option, const Value& value) {
  return ::setsockopt(fd, level, option, &value, sizeof value) == 0;
}

bool join(int fd, std::uint32_t ifindex, const mka::MacAddress& group) {
  packet_mreq request{};
  request.mr_ifindex = static_cast<int>(ifindex);
  request.mr_type = PACKET_MR_MULTICAST;
  request.mr_alen = static_cast<std::uint16_t>(group.octets.size());
  std::ranges::copy(group.octets, request.mr_address);
  return set_option(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, request);
}

// What the kernel tells beside the frame.
struct Beside {
  std::chrono::nanoseconds time{};
  bool tagged = false;
  std::array<std::uint8_t, 4> tag{};
};

void note_tag(Beside& beside, const tpacket_auxdata& data) {
  if ((data.tp_status & TP_STATUS_VLAN_VALID) == 0) return;
  const bool named = (data.tp_status & TP_STATUS_VLAN_TPID_VALID) != 0;
  const std::uint16_t kind = named ? data.tp_vlan_tpid : std::uint16_t{ETH_P_8021Q};
  beside.tagged = true;
  beside.tag = {static_cast<std::uint8_t>(kind >> 8), static_cast<std::uint8_t>(kind & 0xff),
                static_cast<std::uint8_t>(data.tp_vlan_tci >> 8),
                static_cast<std::uint8_t>(data.tp_vlan_tci & 0xff)};
}

Beside beside_of(msghdr& message) {
  Beside beside;
  for (cmsghdr* one = CMSG_FIRSTHDR(&message); one != nullptr; one = CMSG_NXTHDR(&message, one)) {
    if (one->cmsg_level == SOL_SOCKET && one->cmsg_type == SCM_TIMESTAMPNS) {
      timespec time{};
      std::memcpy(&time, CMSG_DATA(one), sizeof time);
      beside.time = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    } else if (one->cmsg_level == SOL_PACKET && one->cmsg_type == PACKET_AUXDATA) {
      tpacket_auxdata data{};
      std::memcpy(&data, CMSG_DATA(one), sizeof data);
      note_tag(beside, data);
    }
  }
  return beside;
}

}  // namespace

MkpduTap::MkpduTap(asio::io_context& io, OnFrame on_frame)
    : io_(io), on_frame_(std::move(on_frame)) {}

MkpduTap::~MkpduTap() {
  *alive_ = false;
  watch_.reset();
  if (fd_ >= 0) ::close(fd_);
}

// Protocol 0: nothing is received before bind().
netlink::KernelResult<void> MkpduTap::open(std::uint32_t ifindex) {
  fd_ = ::socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd_ < 0) return netlink::kernel_failure(errno, "packet socket");
  if (auto ready = set_up(ifindex); !ready) return ready;
  watch_ = std::make_unique<FdWatch>(io_, fd_, [this] { on_readable(); });
  return {};
}

// What an interface sends is shown to those alone who ask for all protocols.
netlink::KernelResult<void> MkpduTap::set_up(std::uint32_t ifindex) {
  auto filter = mkpdus_only;
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  sockaddr_ll where{};
  where.sll_family = AF_PACKET;
  where.sll_protocol = htons(ETH_P_ALL);
  where.sll_ifindex = static_cast<int>(ifindex);
  const bool ready = set_option(fd_, SOL_SOCKET, SO_ATTACH_FILTER, program) &&
                     set_option(fd_, SOL_SOCKET, SO_TIMESTAMPNS, 1) &&
                     set_option(fd_, SOL_PACKET, PACKET_AUXDATA, 1) &&
                     ::bind(fd_, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0 &&
                     std::ranges::all_of(permitted_groups, [&](const mka::MacAddress& group) {
                       return join(fd_, ifindex, group);
                     });
  if (!ready) return netlink::kernel_failure(errno, "listening to the interface");
  return {};
}

void MkpduTap::on_readable() {
  const auto alive = alive_;
  for (int i = 0; i < batch && *alive && read_one(); ++i) {
  }
}

bool MkpduTap::within_budget() {
  if (now() - second_ >= std::chrono::seconds(1)) {
    second_ = now();
    handed_on_ = 0;
  }
  return ++handed_on_ <= budget;
}

// False when nothing more is waiting. ENETDOWN comes once per link down; the socket goes on
// afterwards.
bool MkpduTap::read_one() {
  std::array<std::uint8_t, longest_frame> buffer;
  alignas(cmsghdr) std::array<std::uint8_t, 256> control;
  sockaddr_ll from{};
  iovec into{buffer.data(), buffer.size()};
  msghdr message{};
  message.msg_name = &from;
  message.msg_namelen = sizeof from;
  message.msg_iov = &into;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t size = ::recvmsg(fd_, &message, MSG_TRUNC);
  if (size < 0) return errno == EINTR || errno == ENETDOWN;
  if (!within_budget()) {
    ++lost_;
    return true;
  }
  const auto whole = static_cast<std::size_t>(size);
  const Beside beside = beside_of(message);
  TappedFrame frame{beside.time,
                    from.sll_pkttype == PACKET_OUTGOING,
                    whole,
                    {buffer.begin(),
                     buffer.begin() + static_cast<std::ptrdiff_t>(std::min(whole, buffer.size()))}};
  if (beside.tagged && frame.octets.size() >= addresses) {
    frame.octets.insert(frame.octets.begin() + static_cast<std::ptrdiff_t>(addresses),
                        beside.tag.begin(), beside.tag.end());
    frame.original_size += beside.tag.size();
  }
  // It may destroy us, and itself with us.
  const auto call = on_frame_;
  call(frame);
  return true;
}

}  // namespace macsecd
