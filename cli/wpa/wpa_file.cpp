#include "wpa/wpa_file.hpp"

#include <cctype>

namespace macsecctl {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

// What is behind #, unless that is inside quotes, is a comment.
std::string_view without_comment(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == '#' && !quoted) return line.substr(0, i);
  }
  return line;
}

bool is_name(std::string_view text) {
  for (const unsigned char c : text)
    if (std::isalnum(c) == 0 && c != '_') return false;
  return !text.empty() && text.size() <= 64;
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& path) : text_(text), path_(path) {}

  Result<WpaFile> parse() {
    while (next_line())
      if (auto read = take_line(); !read) return Failure{read.error()};
    if (!block_.empty()) return refuse("the block that begins there has no end", begin_);
    return std::move(file_);
  }

 private:
  bool next_line() {
    if (at_ >= text_.size()) return false;
    const auto end = std::min(text_.find('\n', at_), text_.size());
    current_ = trimmed(without_comment(text_.substr(at_, end - at_)));
    at_ = end + 1;
    ++line_;
    return true;
  }

  Failure refuse(const std::string& what, std::size_t line) const {
    return Failure{Error{Errc::illegal_param, path_ + ":" + std::to_string(line) + ": " + what,
                         "it is no configuration that wpa_supplicant would read"}};
  }

  Result<void> take_line() {
    if (current_.empty()) return {};
    if (current_ == "}") return close();
    const auto equals = current_.find('=');
    if (equals == current_.npos || !is_name(current_.substr(0, equals)))
      return refuse("neither NAME=VALUE nor }", line_);
    const std::string name(current_.substr(0, equals));
    const std::string_view value = trimmed(current_.substr(equals + 1));
    if (value == "{") return open(name);
    auto& values = block_ == "network" ? file_.networks.back().values : file_.global;
    if (block_.empty() || block_ == "network")
      if (!values.emplace(name, WpaValue{value, line_}).second)
        return refuse(name + " is there twice", line_);
    return {};
  }

  Result<void> open(const std::string& name) {
    if (!block_.empty()) return refuse("a block inside a block", line_);
    block_ = name;
    begin_ = line_;
    if (name == "network") file_.networks.push_back({line_, {}});
    return {};
  }

  Result<void> close() {
    if (block_.empty()) return refuse("} without a block", line_);
    block_.clear();
    return {};
  }

  std::string_view text_;
  const std::string& path_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::string_view current_;
  std::string block_;  // that is open
  std::size_t begin_ = 0;
  WpaFile file_;
};

}  // namespace

Result<WpaFile> parse_wpa(std::string_view text, const std::string& path) {
  return Parser(text, path).parse();
}

}  // namespace macsecctl
