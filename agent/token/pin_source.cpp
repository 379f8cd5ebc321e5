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
#include <string_view>
#include <system_error>

#include "control/unique_fd.hpp"

namespace macsecd::token {
namespace {

Trouble missing(const std::string& source, const std::string& why) {
  return {State::pin_missing, source + " " + why};
}

namespace fs = std::filesystem;

bool is_in(const fs::path& file, const fs::path& directory) {
  std::error_code missing;
  const fs::path parent = fs::canonical(file.parent_path(), missing);
  return !missing && parent == fs::canonical(directory, missing) && !missing;
}

// A credential's name is one component of a path, as in systemd.
std::optional<fs::path> credential(std::string_view name) {
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (directory == nullptr || !name.starts_with("token-pin") ||
      name.find('/') != std::string_view::npos)
    return std::nullopt;
  return fs::path(directory) / name;
}

std::variant<fs::path, Trouble> path_of(const std::string& source, const fs::path& directory) {
  constexpr std::string_view prefix = "credential:";
  if (source.starts_with(prefix)) {
    if (auto path = credential(std::string_view(source).substr(prefix.size()))) return *path;
    return missing(source, "is not a credential of this service whose name begins with token-pin");
  }
  const fs::path file = source.starts_with("file:") ? source.substr(5) : source;
  if (is_in(file, directory)) return file;
  return missing(source, "is not in " + directory.string());
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

Outcome<SourcedPin> read_pin(const std::string& source, const fs::path& directory) {
  const auto path = path_of(source, directory);
  if (const auto* trouble = std::get_if<Trouble>(&path)) return *trouble;
  const macsec::UniqueFd file(
      ::open(std::get<fs::path>(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  struct stat about {};
  if (!file || ::fstat(file.get(), &about) != 0)
    return missing(source, std::string("cannot be read: ") + std::strerror(errno));
  if (!S_ISREG(about.st_mode)) return missing(source, "is not a regular file");
  if ((about.st_mode & 077) != 0 || (about.st_uid != 0 && about.st_uid != ::geteuid()))
    return missing(source, "can be read by others: chown macsecd, chmod 600");
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
