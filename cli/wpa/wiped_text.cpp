#include "wpa/wiped_text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "control/unique_fd.hpp"
#include "control/unix_address.hpp"

namespace macsecctl {

Result<WipedText> WipedText::read(const std::string& path) {
  const macsec::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file)
    return Failure{macsec::system_error(Errc::illegal_param, "cannot read " + path,
                                        "check its path and permissions")};
  WipedText text;
  while (text.size_ < text.octets_.size()) {
    const ssize_t got =
        ::read(file.get(), text.octets_.data() + text.size_, text.octets_.size() - text.size_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return Failure{macsec::system_error(Errc::illegal_param, "cannot read " + path, "")};
    if (got == 0) return text;
    text.size_ += static_cast<std::size_t>(got);
  }
  return Failure{
      Error{Errc::illegal_param, path + " is larger than any configuration", "at most 64 KiB"}};
}

}  // namespace macsecctl
