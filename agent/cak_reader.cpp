#include "cak_reader.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

#include "control/unique_fd.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

constexpr std::size_t most_digits = 64;
// One octet more than the largest good text: "64 digits, newline", so that too much is noticed.
constexpr std::size_t most_octets = most_digits + 2;

template <std::size_t Size>
struct Wiped {
  std::array<std::uint8_t, Size> octets{};
  std::size_t used = 0;
  Wiped() = default;
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { OPENSSL_cleanse(octets.data(), octets.size()); }
};

Failure bad_key(std::string what, std::string hint, int os = 0) {
  return Failure{{Errc::key_format, "the CAK " + std::move(what), std::move(hint), os,
                  os == 0 ? std::string() : std::strerror(os)}};
}

std::optional<unsigned> digit(std::uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

bool is_blank(std::uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Failure bad_character(std::uint8_t c, std::size_t index) {
  const std::string where = " at position " + std::to_string(index + 1);
  if (is_blank(c))
    return bad_key("has a blank or line break" + where, "only one newline at the end is accepted");
  return bad_key("has a character that is not a hexadecimal digit" + where, "digits are 0-9 a-f");
}

// A second file description, so that the client's own is not made non-blocking.
macsec::UniqueFd reopened(int descriptor) {
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  return macsec::UniqueFd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

Result<void> fill_from_file(int descriptor, Wiped<most_octets>& text) {
  while (text.used < text.octets.size()) {
    const auto got = ::pread(descriptor, text.octets.data() + text.used,
                             text.octets.size() - text.used, static_cast<off_t>(text.used));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return bad_key("file cannot be read", "pass a readable file", errno);
    if (got == 0) break;
    text.used += static_cast<std::size_t>(got);
  }
  return {};
}

Result<void> fill_from_pipe(int descriptor, Wiped<most_octets>& text) {
  const macsec::UniqueFd pipe = reopened(descriptor);
  if (!pipe) return bad_key("pipe cannot be read", "pass a file instead", errno);
  while (text.used < text.octets.size()) {
    const auto got =
        ::read(pipe.get(), text.octets.data() + text.used, text.octets.size() - text.used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN)
      return bad_key("pipe is still open for writing", "write the key and close it, then call");
    if (got < 0) return bad_key("pipe cannot be read", "pass a file instead", errno);
    if (got == 0) break;
    text.used += static_cast<std::size_t>(got);
  }
  return {};
}

}  // namespace

Result<mka::Cak> parse_cak(std::span<const std::uint8_t> text) {
  if (!text.empty() && text.back() == '\n') text = text.first(text.size() - 1);
  for (std::size_t i = 0; i < text.size() && i < most_digits; ++i)
    if (!digit(text[i])) return bad_character(text[i], i);
  if (text.empty()) return bad_key("is empty", "32 or 64 hexadecimal digits are needed");
  if (text.size() > most_digits)
    return bad_key("is longer than 64 hexadecimal digits", "32 or 64 digits are needed");
  if (text.size() != 32 && text.size() != 64)
    return bad_key("has " + std::to_string(text.size()) + " hexadecimal digits",
                   "32 or 64 are needed");
  Wiped<32> octets;
  for (std::size_t i = 0; i < text.size(); i += 2)
    octets.octets[octets.used++] =
        static_cast<std::uint8_t>(*digit(text[i]) << 4 | *digit(text[i + 1]));
  return *mka::Cak::copy_from(std::span(octets.octets).first(octets.used));
}

Result<mka::Cak> read_cak(int descriptor) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0)
    return bad_key("descriptor cannot be examined", "pass a file", errno);
  Wiped<most_octets> text;
  if (!S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode))
    return bad_key("descriptor is neither a file nor a pipe", "pass a file, a memfd or a pipe");
  auto filled =
      S_ISREG(about.st_mode) ? fill_from_file(descriptor, text) : fill_from_pipe(descriptor, text);
  if (!filled) return Failure{filled.error()};
  return parse_cak(std::span(text.octets).first(text.used));
}

}  // namespace macsecd
