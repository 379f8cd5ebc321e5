#include "config/json_places.hpp"

#include <algorithm>

namespace macsecctl {
namespace {

constexpr std::string_view blanks = " \t\r\n";
// What ends a number, true, false or null.
constexpr std::string_view ends = " \t\r\n,]}/";

std::string escaped(const std::string& name) {
  std::string out;
  for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

}  // namespace

Place place_at(std::string_view text, std::size_t octet) {
  const std::string_view before = text.substr(0, std::min(octet, text.size()));
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const auto newline = before.rfind('\n');
  return {line + 1, before.size() - (newline == before.npos ? 0 : newline + 1) + 1};
}

JsonPlaces::JsonPlaces(std::string_view text) : text_(text) {
  skip_blank();
  value("", here());
  text_ = {};
}

Place JsonPlaces::here() {
  for (; counted_ < at_ && counted_ < text_.size(); ++counted_)
    if (text_[counted_] == '\n') {
      ++line_;
      line_start_ = counted_ + 1;
    }
  return {line_, at_ - line_start_ + 1};
}

Place JsonPlaces::of(std::string pointer) const {
  for (;;) {
    const auto found = found_.find(pointer);
    if (found != found_.end()) return found->second.value;
    const auto slash = pointer.rfind('/');
    if (slash == pointer.npos) return {};
    pointer.erase(slash);
  }
}

Place JsonPlaces::of_name(const std::string& pointer) const {
  const auto found = found_.find(pointer);
  return found == found_.end() ? of(pointer) : found->second.name;
}

void JsonPlaces::skip_blank() {
  for (;;) {
    at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size());
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//"))
      at_ = std::min(text_.find('\n', at_), text_.size());
    else if (rest.starts_with("/*"))
      at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
    else
      return;
  }
}

// As it is written: names of ours have no escapes.
std::string JsonPlaces::text_token() {
  const std::size_t begin = ++at_;
  while (at_ < text_.size() && next() != '"') at_ += next() == '\\' ? 2 : 1;
  at_ = std::min(at_, text_.size());
  std::string out(text_.substr(begin, at_ - begin));
  ++at_;
  return out;
}

void JsonPlaces::value(const std::string& pointer, Place name) {
  if (!found_.emplace(pointer, Found{name, here()}).second && !doubled_) doubled_ = name;
  if (next() == '{') return object(pointer);
  if (next() == '[') return array(pointer);
  if (next() == '"')
    text_token();
  else
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
}

void JsonPlaces::object(const std::string& pointer) {
  ++at_;
  for (skip_blank(); next() == '"'; skip_blank()) {
    const Place name = here();
    const std::string below = pointer + "/" + escaped(text_token());
    skip_blank();
    ++at_;  // the colon
    skip_blank();
    value(below, name);
    skip_blank();
    if (next() == ',') ++at_;
  }
  ++at_;
}

void JsonPlaces::array(const std::string& pointer) {
  ++at_;
  skip_blank();
  for (std::size_t i = 0; at_ < text_.size() && next() != ']'; ++i) {
    value(pointer + "/" + std::to_string(i), here());
    skip_blank();
    if (next() == ',') ++at_;
    skip_blank();
  }
  ++at_;
}

}  // namespace macsecctl
