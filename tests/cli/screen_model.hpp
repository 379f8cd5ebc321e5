// What a terminal would show of the octets that macsecctl sends: only those sequences that it is
// meant to send are known, and any other is noted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

class ScreenModel {
 public:
  ScreenModel(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns) {}

  void resize(std::size_t rows, std::size_t columns);
  void take(std::string_view octets);

  std::vector<std::string> lines() const;
  std::string text() const;
  bool alternate() const { return alternate_; }
  bool cursor_shown() const { return cursor_shown_; }
  bool coloured() const { return coloured_; }
  // Sequences that are not known, and what of the last picture did not fit.
  std::string complaints() const { return unknown_ + misfits_; }

 private:
  void put(std::string_view character);
  void obey(std::string_view parameters, char command);
  void set_mode(std::string_view mode, bool on);

  std::size_t rows_;
  std::size_t columns_;
  std::size_t row_ = 0;
  std::vector<std::vector<std::string>> cells_{1};  // characters of each row
  std::size_t column_ = 0;
  std::string pending_;  // the beginning of a sequence
  bool alternate_ = false;
  bool cursor_shown_ = true;
  bool coloured_ = false;
  std::string unknown_;
  std::string misfits_;
};
