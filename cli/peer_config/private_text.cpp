#include "peer_config/private_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "control/unique_fd.hpp"
#include "control/unix_address.hpp"

namespace macsecctl {
namespace {

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_filled(int fd, std::string_view text, std::string_view mark,
                  const SecretBuffer& secret) {
  for (std::size_t at = 0; (at = text.find(mark)) != text.npos;) {
    if (!write_all(fd, text.substr(0, at)) || !write_all(fd, secret.expose())) return false;
    text.remove_prefix(at + mark.size());
  }
  return write_all(fd, text);
}

}  // namespace

Result<void> write_private(const std::string& path, std::string_view text, std::string_view mark,
                           const SecretBuffer& secret) {
  const macsec::UniqueFd file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file)
    return Failure{macsec::system_error(Errc::illegal_param, "cannot write to " + path,
                                        "--out needs a file that does not exist yet")};
  if (::fchmod(file.get(), 0600) == 0 && write_filled(file.get(), text, mark, secret) &&
      ::fsync(file.get()) == 0)
    return {};
  auto error = macsec::system_error(Errc::internal, "cannot write to " + path, "");
  ::unlink(path.c_str());
  return Failure{std::move(error)};
}

}  // namespace macsecctl
