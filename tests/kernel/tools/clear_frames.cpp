// Clear frames, and whether anybody got them: what the leak test floods a port with, what local
// programs try to send through it, and the sockets that must stay empty. All frames carry a mark.
//   clear-frames inject INTERFACE MAC COUNT INTERVAL_US   frames of every kind out of INTERFACE, to
//                                                         the station MAC behind it
//   clear-frames try INTERFACE VLAN COUNT                 sends of every kind through an interface
//   clear-frames listen INTERFACE VLAN DEVICE             until SIGTERM; prints what was received
//   clear-frames watch INTERFACE                          until SIGTERM; prints how many frames
//   came
//                                                         that are neither EAPOL nor MACsec
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Octets = std::vector<std::uint8_t>;

constexpr std::string_view mark = "CLEAR-FRAME-MARK";
constexpr std::uint16_t port = 7777;
constexpr std::uint16_t bound_port = 7778;
constexpr const char* station_address = "10.9.0.1";
constexpr const char* peer_address = "10.9.0.2";
constexpr const char* station_address6 = "fd09::1";

volatile std::sig_atomic_t ended = 0;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

void append(Octets& out, std::initializer_list<int> octets) {
  for (const int octet : octets) out.push_back(static_cast<std::uint8_t>(octet));
}
void append(Octets& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }
void append16(Octets& out, std::uint16_t value) { append(out, {value >> 8, value & 0xff}); }

template <int Family, std::size_t Size>
void append_address(Octets& out, const char* text) {
  std::array<std::uint8_t, Size> octets{};
  if (inet_pton(Family, text, octets.data()) != 1) give_up(text);
  out.insert(out.end(), octets.begin(), octets.end());
}

std::uint16_t internet_checksum(const Octets& octets) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i + 1 < octets.size(); i += 2) sum += octets[i] * 256u + octets[i + 1];
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

Octets udp(std::uint16_t to = port) {
  Octets out;
  append16(out, port);
  append16(out, to);
  append16(out, static_cast<std::uint16_t>(8 + mark.size()));
  append16(out, 0);  // without a checksum, which IPv4 allows
  append(out, mark);
  return out;
}

Octets ipv4(const char* from, const char* to, std::uint16_t to_port = port) {
  const Octets payload = udp(to_port);
  Octets out;
  append(out, {0x45, 0});
  append16(out, static_cast<std::uint16_t>(20 + payload.size()));
  append(out, {0, 1, 0, 0, 64, 17, 0, 0});
  append_address<AF_INET, 4>(out, from);
  append_address<AF_INET, 4>(out, to);
  const std::uint16_t sum = internet_checksum(out);
  out[10] = static_cast<std::uint8_t>(sum >> 8);
  out[11] = static_cast<std::uint8_t>(sum & 0xff);
  out.insert(out.end(), payload.begin(), payload.end());
  return out;
}

Octets ipv6() {
  Octets pseudo;
  append_address<AF_INET6, 16>(pseudo, "fd09::2");
  append_address<AF_INET6, 16>(pseudo, station_address6);
  Octets payload = udp();
  append(pseudo, {0, 0, 0, static_cast<int>(payload.size()), 0, 0, 0, 17});
  pseudo.insert(pseudo.end(), payload.begin(), payload.end());
  const std::uint16_t sum = internet_checksum(pseudo);
  payload[6] = static_cast<std::uint8_t>(sum >> 8);
  payload[7] = static_cast<std::uint8_t>(sum & 0xff);
  Octets out;
  append(out, {0x60, 0, 0, 0, 0, static_cast<int>(payload.size()), 17, 64});
  append_address<AF_INET6, 16>(out, "fd09::2");
  append_address<AF_INET6, 16>(out, station_address6);
  out.insert(out.end(), payload.begin(), payload.end());
  return out;
}

Octets arp_request() {
  Octets out;
  append(out, {0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 0x66});
  append_address<AF_INET, 4>(out, peer_address);
  append(out, {0, 0, 0, 0, 0, 0});
  append_address<AF_INET, 4>(out, station_address);
  append(out, mark);
  return out;
}

// What looks like MACsec: a SecTAG that says `tci`, and the SCI of the peer or of nobody.
Octets macsec(int tci, int last_of_sci) {
  Octets out;
  append(out, {tci, 0, 0, 0, 0x7f, 1, 2, 0, 0, 0, 0, last_of_sci, 0, 1});
  append16(out, ETH_P_IP);
  const Octets payload = ipv4(peer_address, station_address);
  out.insert(out.end(), payload.begin(), payload.end());
  append(out, "0123456789abcdef");  // where the ICV is
  return out;
}

Octets marked() { return Octets(mark.begin(), mark.end()); }

struct Kind {
  std::uint16_t ether_type;
  Octets content;
  bool tagged = false;
};

std::vector<Kind> kinds() {
  return {
      {ETH_P_IP, ipv4(peer_address, station_address)},
      {ETH_P_IP, ipv4(peer_address, station_address, bound_port)},
      {ETH_P_IPV6, ipv6()},
      {ETH_P_ARP, arp_request()},
      {ETH_P_IP, ipv4(peer_address, station_address), true},
      {ETH_P_LLDP, marked()},
      {0x1234, marked()},
      {0x8809, marked()},
      {ETH_P_MACSEC, macsec(0x2c, 0x0b)},  // encrypted, from the peer
      {ETH_P_MACSEC, macsec(0x20, 0x0b)},  // integrity only, from the peer
      {ETH_P_MACSEC, macsec(0x20, 0x77)},  // from nobody
      {ETH_P_MACSEC, macsec(0x08, 0x0b)},  // no SCI, encrypted bit alone
  };
}

Octets frame(const Kind& kind, const Octets& to) {
  Octets out = to;
  append(out, {2, 0, 0, 0, 0, 0x0b});  // as if from the peer
  if (kind.tagged) {
    append16(out, ETH_P_8021Q);
    append16(out, 5);
  }
  append16(out, kind.ether_type);
  out.insert(out.end(), kind.content.begin(), kind.content.end());
  out.resize(std::max<std::size_t>(out.size(), 60));
  return out;
}

Octets mac_from(const char* text) {
  unsigned m[6];
  if (std::sscanf(text, "%x:%x:%x:%x:%x:%x", &m[0], &m[1], &m[2], &m[3], &m[4], &m[5]) != 6)
    give_up(text);
  return Octets(std::begin(m), std::end(m));
}

int packet_socket(const char* interface, std::uint16_t protocol) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(protocol);
  address.sll_ifindex = static_cast<int>(if_nametoindex(interface));
  if (fd < 0 || address.sll_ifindex == 0) give_up(interface);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0) give_up("bind");
  return fd;
}

int inject(const char* interface, const char* mac, long count, long interval_us) {
  const int fd = packet_socket(interface, 0);
  const Octets to = mac_from(mac);
  const auto all = kinds();
  const timespec pause{0, interval_us * 1000};
  long sent = 0;
  for (long i = 0; i < count && !ended; ++i) {
    const Octets out = frame(all[static_cast<std::size_t>(i) % all.size()], to);
    if (send(fd, out.data(), out.size(), 0) == static_cast<ssize_t>(out.size())) ++sent;
    nanosleep(&pause, nullptr);
  }
  std::printf("{\"sent\":%ld}\n", sent);
  return 0;
}

int inet_socket(int type, const char* interface) {
  const int fd = socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface,
                           static_cast<socklen_t>(std::strlen(interface))) < 0)
    give_up(interface);
  return fd;
}

sockaddr_in remote(const char* text) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  inet_pton(AF_INET, text, &address.sin_addr);
  return address;
}

// What an ordinary program says through the interface; what becomes of it is the wire's business.
// Without the mark, since the kernel hands the sender's own machine a copy of a broadcast.
void speak_through(const char* interface) {
  const int datagrams = inet_socket(SOCK_DGRAM, interface);
  for (const char* to : {"255.255.255.255", peer_address}) {
    const sockaddr_in address = remote(to);
    sendto(datagrams, "local", 5, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  close(datagrams);
  const int stream = inet_socket(SOCK_STREAM, interface);
  const sockaddr_in address = remote(peer_address);
  (void)connect(stream, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  close(stream);
}

int try_sends(const char* interface, const char* vlan, long count) {
  const int raw[] = {packet_socket(interface, 0), packet_socket(vlan, 0)};
  const Octets everybody(6, 0xff);
  const auto all = kinds();
  for (long i = 0; i < count; ++i) {
    const Kind& kind = all[static_cast<std::size_t>(i) % all.size()];
    if (kind.ether_type == ETH_P_MACSEC) {  // root may forge these: nothing is in them
      speak_through(i % 2 == 0 ? interface : vlan);
      continue;
    }
    const Octets out = frame(kind, everybody);
    for (const int fd : raw) (void)!send(fd, out.data(), out.size(), 0);
  }
  std::printf("{\"tried\":%ld}\n", count);
  return 0;
}

int udp_listener(int family) {
  const int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) give_up("socket");
  const int on = 1;
  if (family == AF_INET6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  sockaddr_storage any{};
  any.ss_family = static_cast<sa_family_t>(family);
  const std::uint16_t network_port = htons(port);
  std::memcpy(reinterpret_cast<char*>(&any) + 2, &network_port, sizeof network_port);
  const auto size =
      static_cast<socklen_t>(family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
  if (bind(fd, reinterpret_cast<const sockaddr*>(&any), size) < 0) give_up("bind");
  return fd;
}

bool has_mark(const char* octets, std::size_t size) {
  return std::string_view(octets, size).find(mark) != std::string_view::npos;
}

// Marked frames that reached the socket, from the other side: outgoing copies do not count.
long count_waiting(int fd) {
  std::array<char, 2048> buffer;
  long marks = 0;
  for (;;) {
    sockaddr_ll from{};
    socklen_t size = sizeof from;
    const ssize_t got =
        recvfrom(fd, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
    if (got < 0) return marks;
    const bool outgoing = from.sll_family == AF_PACKET && from.sll_pkttype == PACKET_OUTGOING;
    if (!outgoing && has_mark(buffer.data(), static_cast<std::size_t>(got))) ++marks;
  }
}

void say_listening() {
  std::printf("listening\n");
  std::fflush(stdout);
}
void doze() {
  const timespec pause{0, 20'000'000};
  nanosleep(&pause, nullptr);
}

struct User {
  const char* name;
  int fd;
  long got = 0;

  void look() { got += count_waiting(fd); }
};

// Everything that a user of the port can open. On the parent one socket per EtherType: a tap for
// all of them sees frames before any filter does.
std::vector<User> users_of(const char* interface, const char* vlan) {
  const int bound = inet_socket(SOCK_DGRAM, interface);
  sockaddr_in any = remote("0.0.0.0");
  any.sin_port = htons(bound_port);
  if (bind(bound, reinterpret_cast<const sockaddr*>(&any), sizeof any) < 0) give_up("bind");
  const int raw_ip = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_UDP);
  if (raw_ip < 0) give_up("raw socket");
  std::vector<User> users{{"udp", udp_listener(AF_INET)},
                          {"udp6", udp_listener(AF_INET6)},
                          {"bound to the interface", bound},
                          {"raw ip", raw_ip}};
  for (const int type : {ETH_P_IP, ETH_P_IPV6, ETH_P_ARP, ETH_P_8021Q, ETH_P_LLDP, 0x1234, 0x8809})
    users.push_back({"packet", packet_socket(interface, static_cast<std::uint16_t>(type))});
  users.push_back({"vlan", packet_socket(vlan, ETH_P_ALL)});
  return users;
}

// The device is opened again whenever it is a new one.
int listen(const char* interface, const char* vlan, const char* device) {
  std::vector<User> users = users_of(interface, vlan);
  unsigned device_index = 0;
  say_listening();
  for (bool last = false; !last;) {
    doze();
    last = ended;
    for (User& user : users) user.look();
    const unsigned index = if_nametoindex(device);
    if (index != device_index && index != 0)
      users.push_back({"device", packet_socket(device, ETH_P_ALL)});
    device_index = index;
  }
  long all = 0;
  for (const User& user : users) {
    all += user.got;
    if (user.got > 0) std::printf("%s: %ld\n", user.name, user.got);
  }
  std::printf("{\"received\":%ld}\n", all);
  return 0;
}

// A tap on the wire, which sees frames before any filter of its own end does.
int watch(const char* interface) {
  const int fd = packet_socket(interface, ETH_P_ALL);
  const int queue = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &queue, sizeof queue);
  long seen = 0;
  say_listening();
  for (bool last = false; !last;) {
    doze();
    last = ended;
    std::array<char, 64> buffer;
    sockaddr_ll from{};
    socklen_t size = sizeof from;
    while (recvfrom(fd, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr*>(&from),
                    &size) > 0) {
      const int type = ntohs(from.sll_protocol);
      if (from.sll_pkttype != PACKET_OUTGOING && type != ETH_P_PAE && type != ETH_P_MACSEC) ++seen;
      size = sizeof from;
    }
  }
  std::printf("{\"seen\":%ld}\n", seen);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  struct sigaction action {};
  action.sa_handler = [](int) { ended = 1; };
  sigaction(SIGTERM, &action, nullptr);
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (verb == "inject" && argc == 6)
    return inject(argv[2], argv[3], std::atol(argv[4]), std::atol(argv[5]));
  if (verb == "try" && argc == 5) return try_sends(argv[2], argv[3], std::atol(argv[4]));
  if (verb == "listen" && argc == 5) return listen(argv[2], argv[3], argv[4]);
  if (verb == "watch" && argc == 3) return watch(argv[2]);
  std::fprintf(stderr, "usage: clear-frames inject|try|listen|watch ...\n");
  return 2;
}
