#include "cak_reader.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "catch.hpp"
#include "control/unique_fd.hpp"
#include "keys.hpp"

using namespace macsecd;
using macsec::UniqueFd;

namespace {

const std::string good = "0102030405060708090a0b0c0d0e0f10";

macsec::Result<mka::Cak> parsed(const std::string& text) {
  return parse_cak({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string complaint(const std::string& text) {
  const auto result = parsed(text);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == macsec::Errc::key_format);
  return result.error().what;
}

UniqueFd memory_file(const std::string& text) {
  UniqueFd fd(::memfd_create("cak", MFD_CLOEXEC));
  REQUIRE(::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  return fd;
}

struct Pipe {
  UniqueFd read_end, write_end;
};
Pipe make_pipe() {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

}  // namespace

TEST_CASE("32 or 64 digits in either case, one newline at the end") {
  const auto cak = parsed("0102030405060708090A0B0C0D0E0F10\n");
  REQUIRE(cak);
  CHECK(cak->size() == 16);
  CHECK(cak->expose()[9] == 0x0a);
  CHECK(parsed(good + good)->size() == 32);
}

TEST_CASE("[M14, M17] what is wrong is told by position, and no character is repeated") {
  CHECK(complaint("").find("empty") != std::string::npos);
  CHECK(complaint("\n").find("empty") != std::string::npos);
  CHECK(complaint(good + "\n\n").find("line break at position 33") != std::string::npos);
  CHECK(complaint(" " + good).find("blank or line break at position 1") != std::string::npos);
  CHECK(complaint(good + "\r\n").find("position 33") != std::string::npos);
  const std::string stranger = complaint("0102z30405060708090a0b0c0d0e0f10");
  CHECK(stranger.find("position 5") != std::string::npos);
  CHECK(stranger.find('z') == std::string::npos);
  CHECK(complaint(good + "1").find("33") != std::string::npos);
  CHECK(complaint(good + good + "1").find("longer than 64") != std::string::npos);
}

TEST_CASE("a file is read from its start, wherever its offset is") {
  const UniqueFd fd = memory_file(good + "\n");
  REQUIRE(read_cak(fd.get()));
  REQUIRE(read_cak(fd.get()));
}

TEST_CASE("an endless file is read only as far as a key can reach") {
  const UniqueFd fd = memory_file(std::string(100000, 'a'));
  const auto result = read_cak(fd.get());
  REQUIRE_FALSE(result);
  CHECK(result.error().what.find("longer than 64") != std::string::npos);
}

TEST_CASE("a pipe must be complete and closed; nothing waits for it") {
  Pipe pipe = make_pipe();
  REQUIRE(::write(pipe.write_end.get(), good.data(), good.size()) == 32);
  const int flags = ::fcntl(pipe.read_end.get(), F_GETFL);
  const auto early = read_cak(pipe.read_end.get());
  REQUIRE_FALSE(early);
  CHECK(early.error().what.find("still open") != std::string::npos);
  CHECK(::fcntl(pipe.read_end.get(), F_GETFL) == flags);

  Pipe complete = make_pipe();
  REQUIRE(::write(complete.write_end.get(), good.data(), good.size()) == 32);
  complete.write_end.reset();
  CHECK(read_cak(complete.read_end.get()));
}

TEST_CASE("other kinds of descriptors are refused") {
  int ends[2];
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  const UniqueFd one(ends[0]), other(ends[1]), zero(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
  CHECK_FALSE(read_cak(one.get()));
  CHECK_FALSE(read_cak(zero.get()));
  CHECK_FALSE(read_cak(-1));
}
