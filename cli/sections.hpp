// Text in sections: "name: value" lines, indented below the thing that they belong to.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "style.hpp"

namespace macsecctl {

class Sections {
 public:
  explicit Sections(const Style& style) : style_(style) {}

  void begin(int depth, std::string_view kind, std::string_view name) {
    depth_ = depth + 1;
    indent(depth);
    text_ += style_.paint(Colour::bold, kind) + ": " + style_.paint(Colour::bold, name) + "\n";
  }
  void line(std::string_view name, std::string_view value, Colour colour = Colour::plain) {
    if (value.empty()) return;
    indent(depth_);
    text_ += std::string(name) + ": " + style_.paint(colour, value) + "\n";
  }
  std::string take() { return std::exchange(text_, {}); }

 private:
  void indent(int depth) { text_.append(static_cast<std::size_t>(depth) * 2, ' '); }

  const Style& style_;
  std::string text_;
  int depth_ = 0;
};

}  // namespace macsecctl
