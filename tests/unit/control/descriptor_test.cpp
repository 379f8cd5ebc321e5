// Key bytes travel only as a passed descriptor.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

#include "catch.hpp"
#include "control/limits.hpp"
#include "control/server.hpp"
#include "raw_client.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

struct Pipe {
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read.reset(ends[0]);
    write.reset(ends[1]);
  }
  UniqueFd read;
  UniqueFd write;
};

// All read ends are closed once writing breaks.
bool is_broken(const UniqueFd& write_end) {
  pollfd query{write_end.get(), 0, 0};
  return ::poll(&query, 1, 5000) > 0 && (query.revents & POLLERR) != 0;
}

std::string associate(int index) {
  return R"({"method": "org.macsecd.Agent.AssociateKey", "parameters": {"connectionName": "a",
             "ckn": "00", "cakFileDescriptor": )" +
         std::to_string(index) + "}}";
}

// Answers with the octets that it found in the descriptor, as the key's state.
void associate_reads(Server& server) {
  server.on("AssociateKey", [](Call call) {
    auto fd = call.take_descriptor(*call.number("cakFileDescriptor"));
    if (!fd) return call.fail(fd.error());
    std::string octets(64, '\0');
    const ssize_t got = ::read(fd->get(), octets.data(), octets.size());
    octets.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    const bool cloexec = (::fcntl(fd->get(), F_GETFD) & FD_CLOEXEC) != 0;
    const bool again = static_cast<bool>(call.take_descriptor(0));
    call.reply({{"key",
                 {{"ckn", again ? "twice" : "once"},
                  {"state", octets},
                  {"role", cloexec ? "close-on-exec" : "inherited"},
                  {"statusReasons", Json::array()}}}});
  });
}

}  // namespace

TEST_CASE("a handler takes the descriptor that came with the call, once", "[descriptor]") {
  RunningServer server(associate_reads);
  RawClient client(server.path());
  Pipe pipe;
  REQUIRE(::write(pipe.write.get(), "bytes", 5) == 5);
  const int fds[] = {pipe.read.get()};
  REQUIRE(client.say_message(associate(0), fds));
  const auto reply = client.hear();
  REQUIRE(reply);
  const Json key = (*reply)["parameters"]["key"];
  CHECK(key["state"] == "bytes");
  CHECK(key["ckn"] == "once");
  CHECK(key["role"] == "close-on-exec");
  pipe.read.reset();
  CHECK(is_broken(pipe.write));
}

TEST_CASE("an index without a descriptor is refused", "[descriptor]") {
  RunningServer server(associate_reads);
  RawClient client(server.path());
  for (const int index : {0, 1, -1, 2147483647}) {
    REQUIRE(client.say_message(associate(index)));
    CHECK((*client.hear())["error"] == "org.macsecd.Agent.IllegalParam");
  }
}

TEST_CASE("descriptors that nobody takes are closed", "[descriptor]") {
  RunningServer server(associate_reads);
  RawClient client(server.path());
  Pipe pipe;
  const int fds[] = {pipe.read.get()};
  SECTION("a method that takes none") {
    REQUIRE(client.say_message(R"({"method": "org.varlink.service.GetInfo"})", fds));
    REQUIRE(client.hear());
  }
  SECTION("another index") {
    REQUIRE(client.say_message(associate(1), fds));
    REQUIRE(client.hear());
  }
  SECTION("a message that is none") { client.say_message("garbage", fds); }
  SECTION("a message that never ends") {
    client.say("{", fds);
    RawClient next(server.path());
    client = RawClient(server.path());
  }
  pipe.read.reset();
  CHECK(is_broken(pipe.write));
}

TEST_CASE("more descriptors than a message may carry end the connection", "[descriptor]") {
  RunningServer server(associate_reads);
  RawClient client(server.path());
  Pipe pipe;
  SECTION("at once") {
    int fds[2] = {pipe.read.get(), pipe.read.get()};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof fds)] = {};
    const std::string text = associate(0) + '\0';
    iovec piece{const_cast<char*>(text.data()), text.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fds);
    std::memcpy(CMSG_DATA(header), fds, sizeof fds);
    REQUIRE(::sendmsg(client.fd(), &message, MSG_NOSIGNAL) > 0);
  }
  SECTION("one after the other") {
    const int fds[] = {pipe.read.get()};
    REQUIRE(client.say("{", fds));
    REQUIRE(client.say("}", fds));
  }
  CHECK(client.hears_the_end());
  CHECK(server.logged().find("too many file descriptors") != std::string::npos);
  pipe.read.reset();
  CHECK(is_broken(pipe.write));
}

TEST_CASE("descriptors in requests ahead are limited, and closed with the connection",
          "[descriptor]") {
  std::vector<Call> kept;
  RunningServer server([&](Server& s) {
    s.on("AssociateKey", [&](Call call) { kept.push_back(std::move(call)); });
  });
  RawClient client(server.path());
  Pipe pipe;
  const int fds[] = {pipe.read.get()};
  for (std::size_t i = 0; i < limits::descriptors_ahead + 2; ++i)
    client.say_message(associate(0), fds);
  CHECK(client.hears_the_end());
  server.in_loop([&] { kept.clear(); });
  pipe.read.reset();
  CHECK(is_broken(pipe.write));
}
