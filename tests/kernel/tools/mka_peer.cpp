// The other end of a link that is at fault in a way that no agent of ours can be: it takes part in
// MKA under the scenario's key, and does one thing wrong.
//   mka-peer INTERFACE CKN CAK-FILE FAULT    until SIGTERM
// FAULT: algorithm-agility | mka-version | macsec-not-desired | no-sak (it is key server and makes
// none)
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "crypto/cmac.hpp"
#include "mka/derived_keys.hpp"
#include "octets.hpp"
#include "wire/mkpdu.hpp"

namespace {

using namespace mka;

constexpr int hello_ms = 1000;
constexpr MacAddress group{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x03}};

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

int packet_socket(const char* interface, MacAddress& own) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(wire::eapol::ether_type));
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(wire::eapol::ether_type);
  address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
  ifreq request{};
  std::snprintf(request.ifr_name, sizeof request.ifr_name, "%s", interface);
  packet_mreq member{};
  member.mr_ifindex = address.sll_ifindex;
  member.mr_type = PACKET_MR_MULTICAST;
  member.mr_alen = static_cast<std::uint16_t>(group.octets.size());
  std::copy(group.octets.begin(), group.octets.end(), member.mr_address);
  if (fd < 0 || bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0 ||
      setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &member, sizeof member) < 0 ||
      ioctl(fd, SIOCGIFHWADDR, &request) < 0)
    give_up(interface);
  std::copy_n(reinterpret_cast<const std::uint8_t*>(request.ifr_hwaddr.sa_data), own.octets.size(),
              own.octets.begin());
  return fd;
}

class FaultyPeer {
 public:
  FaultyPeer(const char* interface, const Ckn& ckn, crypto::Cmac ick, std::string_view fault)
      : ick_(std::move(ick)),
        fd_(packet_socket(interface, own_)),
        basic_{.mka_version = 3,
               .key_server_priority = 1,
               .key_server = true,
               .macsec_desired = fault != "macsec-not-desired",
               .capability = MacsecCapability::offset_0,
               .sci = {own_, 1},
               .mi = {{0xAA, 1}},
               .algorithm_agility = wire::algorithm_agility,
               .ckn = ckn} {
    if (fault == "algorithm-agility") basic_.algorithm_agility = 0x0080C2FF;
    if (fault == "mka-version") basic_.mka_version = 0;
  }

  [[noreturn]] void run() {
    for (;;) {
      say();
      hear();
    }
  }

 private:
  void say() {
    ++basic_.mn;
    wire::Mkpdu pdu{.basic = basic_};
    if (heard_.mn != 0) pdu.live = wire::PeerList{.entries = {heard_}};
    const auto frame = wire::encode(pdu, {group, own_}, ick_);
    if (send(fd_, frame.data(), frame.size(), 0) < 0) std::perror("send");
  }

  // For a hello; the last that was heard is listed.
  void hear() {
    pollfd query{fd_, POLLIN, 0};
    for (int left = hello_ms; left > 0; left -= 100) {
      if (poll(&query, 1, 100) <= 0) continue;
      std::array<std::uint8_t, 2048> buffer;
      const ssize_t size = recv(fd_, buffer.data(), buffer.size(), 0);
      if (size > 0) take({buffer.data(), static_cast<std::size_t>(size)});
    }
  }

  void take(Bytes frame) {
    const auto envelope = wire::open_envelope(frame);
    const auto authentic = envelope ? wire::verify(*envelope, ick_) : std::nullopt;
    if (!authentic) return;
    const auto pdu = wire::decode(*authentic);
    if (pdu && pdu->basic.sci.mac != own_) heard_ = {pdu->basic.mi, pdu->basic.mn};
  }

  crypto::Cmac ick_;
  MacAddress own_{};
  int fd_;
  wire::Basic basic_;
  wire::PeerList::Entry heard_{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "mka-peer INTERFACE CKN CAK-FILE FAULT\n");
    return 2;
  }
  std::string digits;
  std::ifstream(argv[3]) >> digits;
  const auto ckn = Ckn::from_hex(argv[2]);
  const auto cak = Cak::copy_from(test::octets(digits));
  if (!ckn || !cak) give_up("the key");
  const auto keys = derive_keys(*cak, *ckn);
  auto ick = keys ? crypto::Cmac::with_key(keys->ick.expose()) : std::nullopt;
  if (!ick) give_up("the ICK");
  FaultyPeer(argv[1], *ckn, *std::move(ick), argv[4]).run();
}
