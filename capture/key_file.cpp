#include "capture/key_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "capture/limits.hpp"
#include "control/octets_text.hpp"
#include "control/unique_fd.hpp"
#include "mka/mkpdu_check.hpp"

namespace capture {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;
using macsec::UniqueFd;

constexpr std::string_view blanks = " \t\r";

Failure unreadable(const std::string& path, const std::string& hint, int os) {
  Error error{Errc::secret_not_readable, "cannot read the key file " + path, hint};
  error.os = os;
  return Failure{std::move(error)};
}

// Wiped when it leaves: no key is ever in a string.
class Line {
 public:
  Line() = default;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { clear(); }

  bool add(char c) {
    if (size_ == characters_.size()) return false;
    characters_[size_++] = c;
    return true;
  }
  void clear() {
    ::explicit_bzero(characters_.data(), characters_.size());
    size_ = 0;
  }
  std::string_view expose() const { return {characters_.data(), size_}; }

 private:
  std::array<char, limits::key_line> characters_{};
  std::size_t size_ = 0;
};

std::string_view next_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(blanks));
  rest.remove_prefix(word.size());
  return word;
}

std::optional<mka::Cak> cak_from(std::string_view digits) {
  if (digits.size() != 32 && digits.size() != 64) return std::nullopt;
  struct Octets {
    std::array<std::uint8_t, 32> of{};
    ~Octets() { ::explicit_bzero(of.data(), of.size()); }
  } octets;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto value = macsec::hexadecimal_value(digits[i]);
    if (!value) return std::nullopt;
    octets.of[i / 2] = static_cast<std::uint8_t>(octets.of[i / 2] << 4 | *value);
  }
  return mka::Cak::copy_from(std::span(octets.of).first(digits.size() / 2));
}

// One octet at a time would be a system call each; what a block held is wiped with it.
class Characters {
 public:
  explicit Characters(int fd) : fd_(fd) {}
  Characters(const Characters&) = delete;
  Characters& operator=(const Characters&) = delete;
  ~Characters() { ::explicit_bzero(block_.data(), block_.size()); }

  // Nothing at the end; os() tells whether it came by an error.
  std::optional<char> next() {
    if (at_ == size_ && !refill()) return std::nullopt;
    return block_[at_++];
  }
  int os() const { return os_; }

 private:
  bool refill() {
    ssize_t got = 0;
    do got = ::read(fd_, block_.data(), block_.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) os_ = errno;
    at_ = 0;
    size_ = got > 0 ? static_cast<std::size_t>(got) : 0;
    return size_ > 0;
  }

  int fd_;
  std::array<char, 4096> block_{};
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  int os_ = 0;
};

std::optional<std::string> add_line(std::map<mka::Ckn, mka::DerivedKeys>& keys,
                                    std::string_view line) {
  const std::string_view name = next_word(line);
  if (name.empty() || name.front() == '#') return std::nullopt;
  const auto ckn = mka::Ckn::from_hex(name);
  if (!ckn) return "the CKN is not 1 to 32 octets in hexadecimal";
  const auto cak = cak_from(next_word(line));
  if (!cak) return "the CAK is not 32 or 64 hexadecimal digits";
  if (!next_word(line).empty()) return "there is something behind CKN and CAK";
  auto derived = mka::derive_keys(*cak, *ckn);
  if (!derived) return "the CAK cannot be used";
  if (keys.size() == limits::keys) return "there are too many keys";
  if (!keys.emplace(*ckn, std::move(*derived)).second) return "this CKN is there already";
  return std::nullopt;
}

}  // namespace

Result<KeyFile> KeyFile::read(const std::string& path) {
  UniqueFd file(path == "-" ? ::dup(STDIN_FILENO)
                            : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) return unreadable(path, "check its path and permissions", errno);
  KeyFile keys;
  Line line;
  Characters characters(file.get());
  for (std::size_t number = 1;; ++number) {
    std::optional<char> c;
    while ((c = characters.next()) && *c != '\n')
      if (!line.add(*c))
        return Failure{Error{Errc::key_format,
                             path + " line " + std::to_string(number) + ": it is too long",
                             "one key per line: CKN CAK, both in hexadecimal"}};
    if (characters.os() != 0) return unreadable(path, "", characters.os());
    if (const auto wrong = add_line(keys.keys_, line.expose()))
      return Failure{Error{Errc::key_format,
                           path + " line " + std::to_string(number) + ": " + *wrong,
                           "one key per line: CKN CAK, both in hexadecimal"}};
    line.clear();
    if (!c) return keys;
  }
}

Result<std::vector<Verdict>> KeyFile::judge(const std::vector<SeenFrame>& frames) const {
  std::vector<Verdict> verdicts(frames.size());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto ckn = mka::ckn_of(frames[i].view());
    const auto key = ckn ? keys_.find(*ckn) : keys_.end();
    if (key == keys_.end()) continue;
    const auto check = mka::check_mkpdu(frames[i].view(), key->second);
    if (!check) continue;
    verdicts[i] = {check->icv_right ? Verdict::Icv::right : Verdict::Icv::wrong,
                   check->sak_unwraps};
  }
  return verdicts;
}

}  // namespace capture
