// Frames of a stranger on the wire: what it has heard of MKA there, mutated, truncated, repeated,
// and what never was MKA.
//   hostile-frames INTERFACE COUNT SEED    prints how many were sent; the same seed makes the same
//                                          choices
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

namespace {

using Frame = std::vector<std::uint8_t>;

constexpr std::size_t header = 14;  // addresses and EtherType
constexpr std::size_t ckn_at = header + 4 + 32;

std::mt19937_64 dice;
std::size_t below(std::size_t limit) { return limit == 0 ? 0 : dice() % limit; }
std::uint8_t octet() { return static_cast<std::uint8_t>(dice()); }

int packet_socket(const char* interface) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_PAE));
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_PAE);
  address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
  if (fd < 0 || bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0) {
    std::perror(interface);
    std::exit(1);
  }
  return fd;
}

// What passes on the wire, either way: an attacker there sees it all.
void hear(int fd, std::vector<Frame>& heard, int patience_ms) {
  pollfd query{fd, POLLIN, 0};
  while (poll(&query, 1, patience_ms) > 0) {
    std::array<std::uint8_t, 2048> buffer;
    const ssize_t got = recv(fd, buffer.data(), buffer.size(), 0);
    if (got <= static_cast<ssize_t>(ckn_at)) continue;
    Frame frame(buffer.begin(), buffer.begin() + got);
    if (heard.size() < 64)
      heard.push_back(std::move(frame));
    else
      heard[below(heard.size())] = std::move(frame);
    patience_ms = 0;
  }
}

void flip(Frame& frame, std::size_t from) {
  for (std::size_t i = 0, many = 1 + below(4); i < many; ++i)
    frame[from + below(frame.size() - from)] = octet();
}

// Lengths of parameter sets stand in octets 2 and 3 of each; the first set begins behind EAPOL.
void spoil_length(Frame& frame) {
  const std::size_t at = header + (below(2) == 0 ? 2 : 4 + 2 + 4 * below(20));
  if (at + 1 >= frame.size()) return;
  frame[at] = static_cast<std::uint8_t>((frame[at] & 0xf0u) | (octet() & 0x0fu));
  frame[at + 1] = octet();
}

Frame noise() {
  Frame frame(header + below(1500));
  for (auto& o : frame) o = octet();
  const std::uint8_t group[] = {0x01, 0x80, 0xc2, 0, 0, 0x03};
  std::memcpy(frame.data(), group, sizeof group);
  frame[12] = 0x88;
  frame[13] = 0x8e;
  if (frame.size() > header + 1) {
    frame[header] = 3;
    frame[header + 1] = static_cast<std::uint8_t>(below(12));  // EAPOL types, MKA is 5
  }
  return frame;
}

Frame hostile(const std::vector<Frame>& heard) {
  if (heard.empty()) return noise();
  Frame frame = heard[below(heard.size())];
  switch (below(8)) {
    case 0:
      return noise();
    case 1:
      return frame;  // a replay
    case 2:
      frame.resize(header + below(frame.size() - header));
      return frame;
    case 3:
      spoil_length(frame);
      return frame;
    case 4:  // another CKN, thousands of them
      for (std::size_t i = 0; i < 8; ++i) frame[ckn_at + i] = octet();
      return frame;
    case 5:  // another member, another number
      flip(frame, header + 4);
      frame[header + 4 + 16 + below(16)] = octet();
      return frame;
    case 6:
      frame.resize(frame.size() + below(1500 - frame.size()), octet());
      return frame;
    default:
      flip(frame, header);
      return frame;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: hostile-frames INTERFACE COUNT SEED\n");
    return 2;
  }
  const int fd = packet_socket(argv[1]);
  const long count = std::atol(argv[2]);
  dice.seed(std::strtoull(argv[3], nullptr, 10));
  std::vector<Frame> heard;
  hear(fd, heard, 5000);
  long sent = 0;
  for (long i = 0; i < count; ++i) {
    hear(fd, heard, 0);
    const Frame frame = hostile(heard);
    if (send(fd, frame.data(), frame.size(), 0) == static_cast<ssize_t>(frame.size())) ++sent;
    const timespec pause{0, 100'000};
    nanosleep(&pause, nullptr);
  }
  std::printf("{\"sent\":%ld,\"heard\":%zu}\n", sent, heard.size());
  return 0;
}
