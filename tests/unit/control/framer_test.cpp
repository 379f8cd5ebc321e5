#include "control/framer.hpp"

#include <fcntl.h>

#include "catch.hpp"
#include "control/limits.hpp"

using namespace macsec;
using namespace std::string_literals;

namespace {

std::vector<UniqueFd> one_descriptor() {
  std::vector<UniqueFd> fds;
  fds.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  return fds;
}

bool is_open(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

}  // namespace

TEST_CASE("messages are cut at NUL wherever the pieces end", "[framer]") {
  const std::string stream = "one\0two\0three\0"s;
  for (std::size_t size = 1; size <= stream.size(); ++size) {
    Framer framer;
    for (std::size_t at = 0; at < stream.size(); at += size)
      REQUIRE(framer.feed(std::string_view(stream).substr(at, size), {}));
    CHECK(framer.next()->text == "one");
    CHECK(framer.next()->text == "two");
    CHECK(framer.next()->text == "three");
    CHECK_FALSE(framer.next());
  }
}

TEST_CASE("descriptors go to the last message that the piece touches", "[framer]") {
  const auto [piece, owner] = GENERATE(table<std::string, std::size_t>({
      {"b\0c\0"s, 2},  // the segment with descriptors is the last one of the piece
      {"b\0c"s, 2},    // and may hold the beginning of a message only
      {"b\0"s, 1},     // or the end of one
  }));
  Framer framer;
  REQUIRE(framer.feed("a\0"s, {}));
  REQUIRE(framer.feed(piece, one_descriptor()));
  REQUIRE(framer.feed("z\0"s, {}));
  for (std::size_t i = 0; auto message = framer.next(); ++i) {
    INFO(i);
    CHECK(message->descriptors.size() == (i == owner ? 1 : 0));
  }
}

TEST_CASE("limits end the stream", "[framer]") {
  Framer framer;
  SECTION("size of one message") {
    REQUIRE(framer.feed(std::string(limits::request, 'x'), {}));
    CHECK_FALSE(framer.feed("x", {}));
  }
  SECTION("messages sent ahead") {
    for (std::size_t i = 0; i < limits::requests_ahead; ++i) REQUIRE(framer.feed("x\0"s, {}));
    CHECK_FALSE(framer.feed("x\0"s, {}));
  }
  SECTION("an empty message") { CHECK_FALSE(framer.feed("\0"s, {})); }
  SECTION("descriptors of one message, over two pieces") {
    REQUIRE(framer.feed("x", one_descriptor()));
    CHECK_FALSE(framer.feed("y\0"s, one_descriptor()));
  }
  SECTION("what is taken out makes room") {
    for (int i = 0; i < 10; ++i) {
      REQUIRE(framer.feed(std::string(limits::request - 1, 'x') + '\0', {}));
      REQUIRE(framer.next());
    }
  }
}

TEST_CASE("a descriptor that nobody takes is closed", "[framer]") {
  int fd = -1;
  {
    Framer framer;
    auto fds = one_descriptor();
    fd = fds.front().get();
    REQUIRE(framer.feed("unfinished", std::move(fds)));
    CHECK(is_open(fd));
  }
  CHECK_FALSE(is_open(fd));
}
