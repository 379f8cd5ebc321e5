// Where in a JSON text its values stand: errors name line and column.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace macsecctl {

struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

// From an octet of the text, which may be its end.
Place place_at(std::string_view text, std::size_t octet);

class JsonPlaces {
 public:
  // The text has been parsed before: it is JSON, perhaps with comments. It is not kept.
  explicit JsonPlaces(std::string_view text);

  // Of a value by its JSON pointer (RFC 6901), or of the nearest one around it.
  Place of(std::string pointer) const;
  // Of its name, if it is a member.
  Place of_name(const std::string& pointer) const;
  // Where a member is there for the second time: parsers keep one of them.
  const std::optional<Place>& doubled() const { return doubled_; }

 private:
  struct Found {
    Place name;
    Place value;
  };

  Place here();
  void skip_blank();
  std::string text_token();
  void value(const std::string& pointer, Place name);
  void object(const std::string& pointer);
  void array(const std::string& pointer);
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;  // octets whose newlines are
  std::size_t line_start_ = 0;
  std::size_t line_ = 1;
  std::map<std::string, Found, std::less<>> found_;
  std::optional<Place> doubled_;
};

}  // namespace macsecctl
