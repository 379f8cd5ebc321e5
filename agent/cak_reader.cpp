#include "cak_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "control/unique_fd.hpp"
#include "wiped_octets.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

using Text = WipedOctets<most_cak_text>;

Failure bad_key(std::string what, std::string hint, int os = 0) {
  return Failure{{Errc::key_format, "the CAK " + std::move(what), std::move(hint), os,
                  os == 0 ? std::string() : std::strerror(os)}};
}

// A second file description, so that the client's own is not made non-blocking.
macsec::UniqueFd reopened(int descriptor) {
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  return macsec::UniqueFd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

Result<void> fill_from_file(int descriptor, Text& text) {
  while (!text.room().empty()) {
    const auto got = ::pread(descriptor, text.room().data(), text.room().size(),
                             static_cast<off_t>(text.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return bad_key("file cannot be read", "pass a readable file", errno);
    if (got == 0) break;
    text.grow(static_cast<std::size_t>(got));
  }
  return {};
}

Result<void> fill_from_pipe(int descriptor, Text& text) {
  const macsec::UniqueFd pipe = reopened(descriptor);
  if (!pipe) return bad_key("pipe cannot be read", "pass a file instead", errno);
  while (!text.room().empty()) {
    const auto got = ::read(pipe.get(), text.room().data(), text.room().size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN)
      return bad_key("pipe is still open for writing", "write the key and close it, then call");
    if (got < 0) return bad_key("pipe cannot be read", "pass a file instead", errno);
    if (got == 0) break;
    text.grow(static_cast<std::size_t>(got));
  }
  return {};
}

}  // namespace

Result<GivenCak> read_cak(int descriptor, const CakForm& form) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0)
    return bad_key("descriptor cannot be examined", "pass a file", errno);
  Text text;
  if (!S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode))
    return bad_key("descriptor is neither a file nor a pipe", "pass a file, a memfd or a pipe");
  auto filled =
      S_ISREG(about.st_mode) ? fill_from_file(descriptor, text) : fill_from_pipe(descriptor, text);
  if (!filled) return Failure{filled.error()};
  return cak_from_text(text.expose(), form);
}

}  // namespace macsecd
