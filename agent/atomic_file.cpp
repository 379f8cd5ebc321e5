#include "atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
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

// Nothing, or what a test wants to have gone wrong.
Result<void> allowed(const BeforeStep& before, WriteStep step, const std::filesystem::path& path,
                     const char* what) {
  if (!before) return {};
  errno = before(step, path);
  if (errno != 0) return refused(path, what);
  return {};
}

// Zeros over the whole of it. What is no file of its own is only removed.
Result<void> overwrite(const std::filesystem::path& file) {
  const UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat about {};
  if (!fd || ::fstat(fd.get(), &about) != 0 || !S_ISREG(about.st_mode)) return {};
  constexpr std::array<std::uint8_t, 512> zeros{};
  for (off_t done = 0; done < about.st_size; done += static_cast<off_t>(zeros.size())) {
    const auto left = static_cast<std::size_t>(about.st_size - done);
    if (auto written =
            write_all(fd.get(), std::span(zeros).first(std::min(left, zeros.size())), file);
        !written)
      return written;
  }
  if (::fsync(fd.get()) != 0) return refused(file, "sync");
  return {};
}

}  // namespace

Result<void> write_atomically(const std::filesystem::path& file,
                              std::span<const std::uint8_t> octets, const BeforeStep& before) {
  const std::filesystem::path aside = file.string() + std::string(unfinished_suffix);
  if (auto go = allowed(before, WriteStep::create, aside, "create"); !go) return go;
  const UniqueFd fd(
      ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd) return refused(aside, "create");
  if (auto go = allowed(before, WriteStep::write, aside, "write"); !go) return go;
  if (auto written = write_all(fd.get(), octets, aside); !written) return written;
  if (auto go = allowed(before, WriteStep::sync, aside, "sync"); !go) return go;
  if (::fsync(fd.get()) != 0) return refused(aside, "sync");
  if (auto go = allowed(before, WriteStep::rename, file, "replace"); !go) return go;
  if (::rename(aside.c_str(), file.c_str()) != 0) return refused(file, "replace");
  return sync_directory(file.parent_path(), before);
}

Result<void> sync_directory(const std::filesystem::path& directory, const BeforeStep& before) {
  if (auto go = allowed(before, WriteStep::sync_directory, directory, "sync"); !go) return go;
  const UniqueFd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return refused(directory, "open");
  if (::fsync(fd.get()) != 0) return refused(directory, "sync");
  return {};
}

Result<void> private_directory(const std::filesystem::path& directory, const BeforeStep& before) {
  std::error_code ignored;  // what is missing afterwards, stat tells
  if (directory.has_parent_path())
    std::filesystem::create_directories(directory.parent_path(), ignored);
  struct stat about {};
  if (::lstat(directory.c_str(), &about) != 0) {
    if (auto go = allowed(before, WriteStep::make_directory, directory, "create"); !go) return go;
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
      return refused(directory, "create");
    if (::lstat(directory.c_str(), &about) != 0) return refused(directory, "examine");
    const auto above = directory.has_parent_path() ? directory.parent_path() : ".";
    if (auto synced = sync_directory(above, before); !synced) return synced;
  }
  if (!S_ISDIR(about.st_mode) || about.st_uid != ::geteuid())
    return Failure{{Errc::permission_denied, directory.string() + " is not a directory of ours",
                    "it must belong to the user of macsecd"}};
  if ((about.st_mode & 077) != 0 && ::chmod(directory.c_str(), 0700) != 0)
    return refused(directory, "make private");
  return {};
}

Result<void> remove_file(const std::filesystem::path& file, const BeforeStep& before) {
  if (auto go = allowed(before, WriteStep::remove, file, "remove"); !go) return go;
  if (::unlink(file.c_str()) != 0 && errno != ENOENT) return refused(file, "remove");
  return {};
}

Result<void> shred_file(const std::filesystem::path& file, const BeforeStep& before) {
  if (auto go = allowed(before, WriteStep::overwrite, file, "overwrite"); !go) return go;
  if (auto done = overwrite(file); !done) return done;
  return remove_file(file, before);
}

}  // namespace macsecd
