// Clients of the control socket that break every rule they can, as whoever runs it.
//   hostile-clients SOCKET COUNT SEED    sends COUNT messages; prints what became of them. The same
//                                        seed says the same
//
// Names in its calls are nobody's, so that a call that is well-formed by chance changes nothing.
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "control/interface_text.hpp"
#include "control/unique_fd.hpp"
#include "valid_calls.hpp"

namespace {

using macsec::Json;
using macsec::UniqueFd;

constexpr std::size_t descriptors_at_most = 60;
constexpr std::size_t held_at_most = 12;

std::mt19937_64 dice;
std::size_t below(std::size_t limit) { return dice() % limit; }
bool one_in(std::size_t n) { return below(n) == 0; }
template <typename T>
const T& one_of(const std::vector<T>& all) {
  return all[below(all.size())];
}

const Json& nobodys() {
  static const Json values{{"interface", "/bad/ /name/"},
                           {"connectionName", "nobody"},
                           {"lagName", "none"},
                           {"ckn", "00"},
                           {"", "nobody"}};
  return values;
}

const std::vector<ValidCall>& calls() {
  static const auto all = [] {
    std::vector<ValidCall> out;
    for (const auto text : {macsec::service_description, macsec::agent_description})
      for (const auto optional : {Optional::left_out, Optional::given})
        for (auto& call : valid_calls(text, nobodys(), optional)) out.push_back(std::move(call));
    return out;
  }();
  return all;
}

std::string noise(std::size_t size) {
  std::string out(size, ' ');
  for (char& c : out) c = static_cast<char>(below(256));
  return out;
}

std::string nested(std::size_t depth) {
  return one_in(2) ? std::string(depth, '[') : std::string(depth, '[') + std::string(depth, ']');
}

// JSON texts that a parameter does not expect.
std::string surprise() {
  static const std::vector<std::string> texts{"null",
                                              "true",
                                              "[]",
                                              "{}",
                                              "-1",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "18446744073709551616",
                                              "1e308",
                                              "1e999999",
                                              "-0",
                                              "0.1",
                                              "00",
                                              "NaN",
                                              "\"\"",
                                              "\"\\u0000\"",
                                              "\"\\ud800\"",
                                              "\"\xff\xfe\"",
                                              "\"\xc0\x80\"",
                                              "\"\xed\xa0\x80\"",
                                              "\"\\x\"",
                                              "\"a\nb\"",
                                              "\"../../etc/shadow\"",
                                              "\"%s%n\"",
                                              "{\"a\":{\"b\":{\"c\":[1,{}]}}}",
                                              "\"\x1b[2J\""};
  if (one_in(6)) return nested(1 + below(100));
  if (one_in(6)) return '"' + std::string(1 + below(70000), 'x') + '"';
  if (one_in(6)) return '[' + std::string(2 * below(400), ',') + ']';
  return one_of(texts);
}

std::string call_text() {
  const ValidCall& call = one_of(calls());
  std::string text = "{\"method\":\"" + call.method + "\",\"parameters\":{";
  bool first = true;
  for (const auto& [name, value] : call.parameters.items()) {
    if (one_in(12)) continue;
    text += (first ? "\"" : ",\"") + name + "\":" + (one_in(4) ? surprise() : value.dump());
    first = false;
  }
  text += "}";
  if (one_in(5)) text += one_in(2) ? ",\"oneway\":true" : ",\"more\":" + surprise();
  return text + "}";
}

std::string message() {
  switch (below(10)) {
    case 0:
      return noise(1 + below(400));
    case 1:
      return nested(1 + below(30000));
    case 2:
      return std::string(below(4), '\0') + surprise();
    case 3:
      return "{\"method\":" + surprise() + ",\"parameters\":" + surprise() + "}";
    case 4:
    case 5: {
      std::string text = call_text();
      for (std::size_t i = 0, many = 1 + below(4); i < many; ++i)
        text[below(text.size())] = static_cast<char>(below(256));
      return text;
    }
    default:
      return call_text();
  }
}

UniqueFd memory(std::string_view content, off_t size) {
  UniqueFd fd(memfd_create("x", MFD_CLOEXEC));
  (void)!write(fd.get(), content.data(), content.size());
  (void)!ftruncate(fd.get(), size);
  return fd;
}

// A key that nobody has, a directory, devices, sockets, files of /proc, and so on.
std::vector<UniqueFd> make_descriptors() {
  std::vector<UniqueFd> all;
  const auto add = [&](int fd) {
    if (fd >= 0) all.emplace_back(fd);
  };
  for (const char* path : {"/", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/ptmx",
                           "/proc/self/status", "/proc/self/mem", "/proc/self/environ",
                           "/proc/self/mountinfo", "/proc/self/pagemap", "/etc/passwd"})
    add(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  add(open("/etc/passwd", O_PATH | O_CLOEXEC));
  add(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0) add(pair[0]), add(pair[1]);
  if (pipe2(pair, O_CLOEXEC) == 0) add(pair[0]), add(pair[1]);  // stays open for writing
  if (pipe2(pair, O_CLOEXEC) == 0) add(pair[0]), close(pair[1]);
  add(eventfd(0, EFD_CLOEXEC));
  add(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  add(epoll_create1(EPOLL_CLOEXEC));
  add(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  all.push_back(memory("zz", 2));
  all.push_back(memory("", 0));
  all.push_back(memory("0", off_t{1} << 40));
  all.push_back(memory(std::string(64, '0'), 65));
  return all;
}

// Which ones, chosen anew each time.
std::vector<int> descriptors_to_pass() {
  static const auto all = make_descriptors();
  std::vector<int> out(one_in(3) ? 1 + below(descriptors_at_most) : 1);
  for (int& fd : out) fd = one_of(all).get();
  return out;
}

struct Counts {
  long messages = 0, answers = 0, not_connected = 0;
};

class Connection {
 public:
  explicit Connection(const char* path) : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    if (connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      fd_.reset();
  }
  explicit operator bool() const { return static_cast<bool>(fd_); }

  void say(std::string_view octets, const std::vector<int>& passed = {}) {
    std::array<char, CMSG_SPACE(sizeof(int) * descriptors_at_most)> control{};
    iovec piece{const_cast<char*>(octets.data()), octets.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    if (!passed.empty()) {
      message.msg_control = control.data();
      message.msg_controllen = CMSG_SPACE(sizeof(int) * passed.size());
      cmsghdr* const to = CMSG_FIRSTHDR(&message);
      to->cmsg_level = SOL_SOCKET;
      to->cmsg_type = SCM_RIGHTS;
      to->cmsg_len = CMSG_LEN(sizeof(int) * passed.size());
      std::memcpy(CMSG_DATA(to), passed.data(), sizeof(int) * passed.size());
    }
    (void)!sendmsg(fd_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  void finish() { shutdown(fd_.get(), SHUT_WR); }
  // Answers, ends and errors alike: at most one piece.
  bool hear(int patience_ms) {
    pollfd query{fd_.get(), POLLIN, 0};
    if (poll(&query, 1, patience_ms) <= 0) return false;
    std::array<char, 65536> piece;
    return recv(fd_.get(), piece.data(), piece.size(), MSG_DONTWAIT) > 0;
  }

 private:
  UniqueFd fd_;
};

// Silent ones, slow ones, ones that listen to events and never read: held until newer ones come.
std::deque<Connection>& held() {
  static std::deque<Connection> all;
  return all;
}
void hold(Connection connection) {
  held().push_back(std::move(connection));
  if (held().size() > held_at_most) held().pop_front();
  held()[below(held().size())].say("{");
}

void misbehave(const char* path, Counts& counts) {
  Connection client(path);
  ++counts.messages;
  if (!client) {
    ++counts.not_connected;
    return;
  }
  const std::string text = message();
  const std::string whole = text + '\0';
  switch (below(16)) {
    case 0:  // in the middle of it
      return client.say(std::string_view(text).substr(0, below(text.size() + 1)));
    case 1:  // nothing more, for long
      client.say(std::string_view(text).substr(0, below(text.size() + 1)));
      return hold(std::move(client));
    case 2:
      client.say("{\"method\":\"org.macsecd.Agent.Monitor\",\"more\":true}" + std::string(1, '\0'));
      return hold(std::move(client));
    case 3:  // many at once, and no ear for the answers
      for (std::size_t i = 0; i < 80; ++i) client.say(whole);
      counts.messages += 79;
      return hold(std::move(client));
    case 4:
      client.say(whole);
      client.finish();
      break;
    case 5:
    case 6:
    case 7:
      client.say(whole, descriptors_to_pass());
      break;
    case 8:  // descriptors in a message without an end
      client.say(std::string_view("{{").substr(below(2)), descriptors_to_pass());
      return hold(std::move(client));
    case 9:  // gone at once
      return client.say(whole);
    default:
      client.say(whole);
  }
  if (client.hear(one_in(20) ? 100 : 5)) ++counts.answers;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: hostile-clients SOCKET COUNT SEED\n");
    return 2;
  }
  const long count = std::atol(argv[2]);
  dice.seed(std::strtoull(argv[3], nullptr, 10));
  Counts counts;
  while (counts.messages < count) misbehave(argv[1], counts);
  std::printf("{\"messages\":%ld,\"answers\":%ld,\"notConnected\":%ld}\n", counts.messages,
              counts.answers, counts.not_connected);
  return 0;
}
