#include "token/pin_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>

#include "control/unique_fd.hpp"

namespace macsecd::token {
namespace {

Trouble missing(const std::string& source, const std::string& why) {
  return {State::pin_missing, source + " " + why};
}

// A credential's name is one component of a path, as in systemd.
std::optional<std::string> path_of(std::string_view source) {
  if (source.starts_with("file:")) source.remove_prefix(5);
  if (source.starts_with('/')) return std::string(source);
  constexpr std::string_view credential = "credential:";
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (!source.starts_with(credential) || directory == nullptr) return std::nullopt;
  source.remove_prefix(credential.size());
  if (source.empty() || source.front() == '.' || source.find('/') != std::string_view::npos)
    return std::nullopt;
  return (std::filesystem::path(directory) / source).string();
}

PinVersion version_of(const struct stat& about) {
  return {about.st_dev, about.st_ino, about.st_size, about.st_ctim.tv_sec, about.st_ctim.tv_nsec};
}

struct WipedText {
  // One more than the longest PIN and its newline.
  std::array<std::uint8_t, Pin::max_size + 2> octets{};
  ~WipedText() { OPENSSL_cleanse(octets.data(), octets.size()); }
};

}  // namespace

Outcome<SourcedPin> read_pin(const std::string& source) {
  const auto path = path_of(source);
  if (!path) return missing(source, "is not a credential of this service");
  const macsec::UniqueFd file(::open(path->c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat about {};
  if (!file || ::fstat(file.get(), &about) != 0)
    return missing(source, std::string("cannot be read: ") + std::strerror(errno));
  if (!S_ISREG(about.st_mode)) return missing(source, "is not a regular file");
  if ((about.st_mode & 077) != 0 || (about.st_uid != 0 && about.st_uid != ::geteuid()))
    return missing(source, "can be read by others: chown root, chmod 600");
  WipedText text;
  const auto got = ::read(file.get(), text.octets.data(), text.octets.size());
  if (got < 0) return missing(source, std::string("cannot be read: ") + std::strerror(errno));
  auto used = std::span(text.octets).first(static_cast<std::size_t>(got));
  if (!used.empty() && used.back() == '\n') used = used.first(used.size() - 1);
  auto pin = Pin::copy_from(used);
  if (!pin) return missing(source, used.empty() ? "is empty" : "holds more than 128 characters");
  return SourcedPin{*std::move(pin), version_of(about)};
}

}  // namespace macsecd::token
