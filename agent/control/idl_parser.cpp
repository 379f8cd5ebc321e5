#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "control/idl.hpp"

namespace macsec::idl {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Interface interface() {
    Interface result;
    result.description = std::string(text_);
    expect("interface");
    result.name = word();
    for (skip_blank(); at_ < text_.size(); skip_blank()) declaration(result);
    return result;
  }

 private:
  void declaration(Interface& into) {
    const std::string keyword = word();
    const std::string name = word();
    if (keyword == "type") {
      into.types[name] = type();
    } else if (keyword == "error") {
      into.errors[name] = type();
    } else if (keyword == "method") {
      Method& method = into.methods[name];
      method.parameters = type();
      expect("->");
      method.reply = type();
    } else {
      fail("unknown keyword " + keyword);
    }
  }

  Type type() {
    Type result;
    result.nullable = accept("?");
    if (accept("[")) {
      result.kind = accept("string") ? Kind::map : Kind::array;
      expect("]");
      result.element.push_back(type());
    } else if (accept("(")) {
      members(result);
    } else {
      result.name = word();
      result.kind = kind_of(result.name);
    }
    return result;
  }

  // Members with types make a structure, without types an enumeration.
  void members(Type& result) {
    for (bool more = !accept(")"); more; more = next_member()) {
      const std::string name = word();
      if (accept(":")) {
        result.fields.push_back({name, type()});
      } else {
        result.kind = Kind::enumeration;
        result.symbols.push_back(name);
      }
    }
  }

  bool next_member() {
    if (accept(")")) return false;
    expect(",");
    return true;
  }

  static Kind kind_of(const std::string& name) {
    if (name == "bool") return Kind::boolean;
    if (name == "int") return Kind::integer;
    if (name == "float") return Kind::real;
    if (name == "string") return Kind::string;
    if (name == "object") return Kind::object;
    return Kind::named;
  }

  void skip_blank() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (std::isspace(static_cast<unsigned char>(text_[at_]))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  std::string word() {
    skip_blank();
    const auto is_part = [](unsigned char c) {
      return std::isalnum(c) || c == '_' || c == '.' || c == '-';
    };
    const std::size_t from = at_;
    while (at_ < text_.size() && is_part(static_cast<unsigned char>(text_[at_]))) ++at_;
    if (at_ == from) fail("a name is missing");
    return std::string(text_.substr(from, at_ - from));
  }

  bool accept(std::string_view token) {
    skip_blank();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!accept(token)) fail("expected " + std::string(token));
  }

  [[noreturn]] void fail(const std::string& what) const {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<long>(at_), '\n');
    throw std::invalid_argument("interface description, line " + std::to_string(line) + ": " +
                                what);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Interface parse(std::string_view description) { return Parser(description).interface(); }

}  // namespace macsec::idl
