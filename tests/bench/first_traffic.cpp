// How long until traffic passes both ways between two devices in two network namespaces.
//   first-traffic LEFT-NETNS DEVICE RIGHT-NETNS DEVICE TRIGGER...
// TRIGGER is what the time counts from, done by this program itself so that no shell is timed:
//   up NETNS INTERFACE [INTERFACE...]   sets these interfaces up
//   run COMMAND [run COMMAND...]        starts these commands (through sh) and leaves them running
// Prints the milliseconds from the trigger to the first answer received; exits 1 after 30 s without
// one.
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

constexpr std::uint16_t experimental = 0x88B5;  // IEEE 802: local experimental EtherType
constexpr std::uint64_t patience_us = 30'000'000;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(2);
}

std::uint64_t now_us() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000U +
         static_cast<std::uint64_t>(now.tv_nsec) / 1000U;
}

int open_namespace(const std::string& name) {
  const int fd = open(("/run/netns/" + name).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) give_up(name.c_str());
  return fd;
}

// One end: a packet socket on a device that may not exist yet.
class End {
 public:
  End(const std::string& netns, std::string device)
      : netns_(open_namespace(netns)), device_(std::move(device)) {}

  void send(char what) {
    if (!ready()) return;
    std::array<char, 64> frame{};
    std::memset(frame.data(), 0xff, 6);
    frame[6] = 2;
    frame[12] = static_cast<char>(experimental >> 8);
    frame[13] = static_cast<char>(experimental & 0xff);
    frame[14] = what;
    if (::send(socket_, frame.data(), frame.size(), MSG_DONTWAIT) < 0 &&
        (errno == ENXIO || errno == ENODEV))
      drop();
  }

  bool received(char what) {
    if (!ready()) return false;
    std::array<char, 2048> frame{};
    while (recv(socket_, frame.data(), frame.size(), MSG_DONTWAIT) > 14)
      if (frame[14] == what) return true;
    return false;
  }

 private:
  bool ready() {
    if (socket_ >= 0) return true;
    if (setns(netns_, CLONE_NEWNET) != 0) give_up("setns");
    const unsigned index = if_nametoindex(device_.c_str());
    if (index == 0) return false;
    socket_ = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(experimental));
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(experimental);
    address.sll_ifindex = static_cast<int>(index);
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) drop();
    return socket_ >= 0;
  }
  void drop() {
    close(socket_);
    socket_ = -1;
  }

  int netns_;
  std::string device_;
  int socket_ = -1;
};

void set_up(const std::string& netns, const std::vector<std::string>& interfaces) {
  if (setns(open_namespace(netns), CLONE_NEWNET) != 0) give_up("setns");
  const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  for (const auto& name : interfaces) {
    ifreq request{};
    std::strncpy(request.ifr_name, name.c_str(), IFNAMSIZ - 1);
    if (ioctl(fd, SIOCGIFFLAGS, &request) != 0) give_up(name.c_str());
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    if (ioctl(fd, SIOCSIFFLAGS, &request) != 0) give_up(name.c_str());
  }
  close(fd);
}

void start(const std::string& command) {
  if (fork() == 0) {
    setsid();
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
}

void pull(const std::vector<std::string>& trigger) {
  if (trigger.size() > 2 && trigger[0] == "up")
    return set_up(trigger[1], {trigger.begin() + 2, trigger.end()});
  for (std::size_t i = 0; i + 1 < trigger.size(); i += 2) start(trigger[i + 1]);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 6 || (arguments[4] != "up" && arguments[4] != "run")) {
    std::fputs(
        "usage: first-traffic NETNS DEVICE NETNS DEVICE up NETNS INTERFACE... | run COMMAND...\n",
        stderr);
    return 2;
  }
  End left(arguments[0], arguments[1]);
  End right(arguments[2], arguments[3]);
  const std::uint64_t begun = now_us();
  pull({arguments.begin() + 4, arguments.end()});
  while (now_us() - begun < patience_us) {
    left.send('?');
    poll(nullptr, 0, 1);
    if (right.received('?')) right.send('!');
    if (!left.received('!')) continue;
    std::printf("%.1f\n", static_cast<double>(now_us() - begun) / 1000.0);
    return 0;
  }
  std::fputs("no answer within 30 s\n", stderr);
  return 1;
}
