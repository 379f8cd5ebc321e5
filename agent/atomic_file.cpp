#include "atomic_file.hpp"

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

Failure refused(const std::filesystem::path& path, const char* what) {
  const int os = errno;
  const Errc code = os == EACCES || os == EPERM ? Errc::permission_denied : Errc::internal;
  return Failure{{code, path.string() + ": cannot " + what + ": " + std::strerror(os),
                  "check the state directory, its owner and its file system", os}};
}

Result<void> write_all(int fd, std::span<const std::uint8_t> octets,
                       const std::filesystem::path& path) {
  while (!octets.empty()) {
    const auto done = ::write(fd, octets.data(), octets.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return refused(path, "write");
    octets = octets.subspan(static_cast<std::size_t>(done));
  }
  return {};
}

}  // namespace

Result<void> write_atomically(const std::filesystem::path& file,
                              std::span<const std::uint8_t> octets, const BeforeStep& before) {
  const auto step = [&](WriteStep s) {
    if (before) before(s, file);
  };
  const std::filesystem::path aside = file.string() + std::string(unfinished_suffix);
  step(WriteStep::create);
  const UniqueFd fd(
      ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) return refused(aside, "create");
  step(WriteStep::write);
  if (auto written = write_all(fd.get(), octets, aside); !written) return written;
  step(WriteStep::sync);
  if (::fsync(fd.get()) != 0) return refused(aside, "sync");
  step(WriteStep::rename);
  if (::rename(aside.c_str(), file.c_str()) != 0) return refused(file, "replace");
  step(WriteStep::sync_directory);
  return sync_directory(file.parent_path());
}

Result<void> sync_directory(const std::filesystem::path& directory) {
  const UniqueFd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return refused(directory, "open");
  if (::fsync(fd.get()) != 0) return refused(directory, "sync");
  return {};
}

Result<void> private_directory(const std::filesystem::path& directory) {
  std::error_code ignored;  // what is missing afterwards, stat tells
  if (directory.has_parent_path())
    std::filesystem::create_directories(directory.parent_path(), ignored);
  if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) return refused(directory, "create");
  struct stat about {};
  if (::lstat(directory.c_str(), &about) != 0) return refused(directory, "examine");
  if (!S_ISDIR(about.st_mode) || about.st_uid != ::geteuid())
    return Failure{{Errc::permission_denied, directory.string() + " is not a directory of ours",
                    "it must belong to the user of macsecd"}};
  if ((about.st_mode & 077) != 0 && ::chmod(directory.c_str(), 0700) != 0)
    return refused(directory, "make private");
  return {};
}

}  // namespace macsecd
