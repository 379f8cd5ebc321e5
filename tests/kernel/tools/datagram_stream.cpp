// A stream of numbered datagrams, and the count of those that did not arrive.
//   datagram-stream send ADDRESS PORT SECONDS INTERVAL_US      (SIGTERM ends the stream early)
//   datagram-stream receive PORT          until the sender says how many there were; prints one
//   line of JSON: lostAt has the first ranges lost, with the time of day of the datagram after each
#include <arpa/inet.h>
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

struct Datagram {
  std::uint64_t number = 0;
  std::uint64_t total = 0;  // not 0: the stream is over, and had so many
  std::array<char, 184> payload{};
};

volatile std::sig_atomic_t ended = 0;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

std::uint64_t now_us() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000U +
         static_cast<std::uint64_t>(now.tv_nsec) / 1000U;
}

void sleep_until_us(std::uint64_t at) {
  const timespec then{static_cast<time_t>(at / 1'000'000U),
                      static_cast<long>(at % 1'000'000U) * 1000};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &then, nullptr);
}

sockaddr_in address_of(const char* text, const char* port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoul(port)));
  if (inet_pton(AF_INET, text, &address.sin_addr) != 1) give_up("address");
  return address;
}

int udp_socket() {
  const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) give_up("socket");
  const int size =
      16 << 20;  // a receiver that is not scheduled for seconds must lose nothing by it
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0)
    give_up("receive buffer");
  return fd;
}

// A refused send is a lost datagram: it keeps its number. A sender that was late does not catch up:
// a burst would test the queues of the machine.
int send_stream(const sockaddr_in& to, std::uint64_t seconds, std::uint64_t interval_us) {
  std::signal(SIGTERM, [](int) { ended = 1; });
  const int fd = udp_socket();
  const auto put = [&](const Datagram& d) {
    sendto(fd, &d, sizeof d, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  };
  Datagram datagram;
  std::memset(datagram.payload.data(), 'x', datagram.payload.size());
  std::uint64_t at = now_us();
  const std::uint64_t end = at + seconds * 1'000'000U;
  for (; at < end && ended == 0; at = std::max(at + interval_us, now_us()), ++datagram.number) {
    sleep_until_us(at);
    put(datagram);
  }
  datagram.total = datagram.number;
  for (int repetition = 0; repetition < 20; ++repetition) {
    sleep_until_us(now_us() + 50'000U);
    put(datagram);
  }
  close(fd);
  return 0;
}

struct Tally {
  std::vector<bool> seen;
  std::uint64_t received = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t late = 0;
  std::uint64_t longest_gap_us = 0;
  std::uint64_t last_at = 0;
  std::string lost_at;
  int ranges = 0;

  void remember_loss(std::uint64_t from, std::uint64_t to) {
    if (++ranges > 10) return;
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    tm utc{};
    gmtime_r(&now.tv_sec, &utc);
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%s\"%llu-%llu before %02d:%02d:%02d.%03ld\"",
                  lost_at.empty() ? "" : ",", static_cast<unsigned long long>(from),
                  static_cast<unsigned long long>(to), utc.tm_hour, utc.tm_min, utc.tm_sec,
                  now.tv_nsec / 1'000'000);
    lost_at += text.data();
  }

  void count(std::uint64_t number) {
    const std::uint64_t at = now_us();
    if (last_at != 0 && at - last_at > longest_gap_us) longest_gap_us = at - last_at;
    last_at = at;
    if (number < seen.size() && !seen[number]) ++late;
    if (number > seen.size()) remember_loss(seen.size(), number - 1);
    if (number >= seen.size()) seen.resize(number + 1);
    seen[number] ? ++duplicates : ++received;
    seen[number] = true;
  }
};

int receive_stream(const sockaddr_in& on) {
  const int fd = udp_socket();
  if (bind(fd, reinterpret_cast<const sockaddr*>(&on), sizeof on) != 0) give_up("bind");
  Tally tally;
  for (Datagram datagram;;) {
    if (recv(fd, &datagram, sizeof datagram, 0) != static_cast<ssize_t>(sizeof datagram)) continue;
    if (datagram.total != 0) {
      std::printf(
          "{\"sent\":%llu,\"received\":%llu,\"lost\":%llu,\"duplicates\":%llu,\"late\":%llu,"
          "\"longestGapMs\":%llu,\"lostAt\":[%s]}\n",
          static_cast<unsigned long long>(datagram.total),
          static_cast<unsigned long long>(tally.received),
          static_cast<unsigned long long>(datagram.total - tally.received),
          static_cast<unsigned long long>(tally.duplicates),
          static_cast<unsigned long long>(tally.late),
          static_cast<unsigned long long>(tally.longest_gap_us / 1000U), tally.lost_at.c_str());
      close(fd);
      return 0;
    }
    tally.count(datagram.number);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (verb == "send" && argc == 6)
    return send_stream(address_of(argv[2], argv[3]), std::stoull(argv[4]), std::stoull(argv[5]));
  if (verb == "receive" && argc == 3) return receive_stream(address_of("0.0.0.0", argv[2]));
  std::fputs("usage: datagram-stream send ADDRESS PORT SECONDS INTERVAL_US | receive PORT\n",
             stderr);
  return 2;
}
