#include "metrics_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>

#include "control/unique_fd.hpp"
#include "control/unix_address.hpp"

namespace macsecctl {
namespace {

using macsec::Failure;

Failure cannot_write(const std::filesystem::path& file, int os) {
  return Failure{macsec::system_error(macsec::Errc::illegal_param, "cannot write " + file.string(),
                                      "its directory must be there, and writable by who runs this: "
                                      "/var/lib/prometheus/node-exporter "
                                      "belongs to the package prometheus-node-exporter",
                                      os)};
}

bool put(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

macsec::Result<void> write_metrics_file(const std::filesystem::path& file,
                                        const std::string& text) {
  // The collector reads what ends in .prom only.
  std::string beside = file.string() + ".XXXXXX";
  macsec::UniqueFd fd(::mkostemp(beside.data(), O_CLOEXEC));
  if (!fd) return cannot_write(file, errno);
  // The exporter runs as another user.
  const bool written = put(fd.get(), text) && ::fchmod(fd.get(), 0644) == 0 &&
                       std::rename(beside.c_str(), file.c_str()) == 0;
  if (written) return {};
  const int os = errno;
  ::unlink(beside.c_str());
  return cannot_write(file, os);
}

}  // namespace macsecctl
