#include "vault/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "control/unique_fd.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;
using macsec::UniqueFd;
namespace fs = std::filesystem;

Failure unreadable(const fs::path& file, const std::string& why, int os = 0) {
  return Failure{{Errc::secret_not_readable, file.string() + " " + why,
                  "check its owner, mode and content", os}};
}

struct OpenFile {
  UniqueFd fd;
  struct stat about {};
};

Result<std::optional<OpenFile>> open_file(const fs::path& file, std::size_t largest) {
  OpenFile out{UniqueFd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))};
  if (!out.fd && errno == ENOENT) return std::optional<OpenFile>();
  if (!out.fd || ::fstat(out.fd.get(), &out.about) != 0)
    return unreadable(file, std::string("cannot be opened: ") + std::strerror(errno), errno);
  if (!S_ISREG(out.about.st_mode)) return unreadable(file, "is no regular file");
  if (static_cast<std::size_t>(out.about.st_size) > largest)
    return unreadable(file, "is larger than it can be");
  return std::optional(std::move(out));
}

Result<std::size_t> read_all(int fd, const fs::path& file, std::span<std::uint8_t> into) {
  std::size_t size = 0;
  while (size < into.size()) {
    const auto got = ::read(fd, into.data() + size, into.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return unreadable(file, std::string("cannot be read: ") + std::strerror(errno), errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  return size;
}

bool is_private(const struct stat& about, Access access) {
  switch (access) {
    case Access::ours_alone:
      return (about.st_mode & 077) == 0 && about.st_uid == ::geteuid();
    case Access::nobody_elses:
      return (about.st_mode & 007) == 0;
  }
  return false;
}

}  // namespace

Result<std::optional<std::size_t>> read_private(const fs::path& file, Access access,
                                                std::span<std::uint8_t> into) {
  auto opened = open_file(file, into.size());
  if (!opened) return Failure{opened.error()};
  if (!*opened) return std::optional<std::size_t>();
  if (!is_private((*opened)->about, access))
    return unreadable(file, "can be read by others, or is not ours");
  const auto size = read_all((*opened)->fd.get(), file, into);
  if (!size) return Failure{size.error()};
  return std::optional(*size);
}

Result<std::optional<std::string>> read_text(const fs::path& file, std::size_t largest) {
  auto opened = open_file(file, largest);
  if (!opened) return Failure{opened.error()};
  if (!*opened) return std::optional<std::string>();
  std::string text(static_cast<std::size_t>((*opened)->about.st_size), '\0');
  const auto size = read_all((*opened)->fd.get(), file,
                             {reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  if (!size) return Failure{size.error()};
  text.resize(*size);
  return std::optional(std::move(text));
}

}  // namespace macsecd
