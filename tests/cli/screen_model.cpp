#include "screen_model.hpp"

namespace {

// Octets of the sequence or character at the beginning; 0: more must come.
std::size_t length_of(std::string_view text) {
  if (text[0] == '\033') {
    if (text.size() < 2) return 0;
    if (text[1] != '[') return 2;
    for (std::size_t i = 2; i < text.size(); ++i)
      if (text[i] >= '@' && text[i] <= '~') return i + 1;
    return 0;
  }
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  return text.size() < length ? 0 : length;
}

}  // namespace

// As terminals do: what no longer fits is lost.
void ScreenModel::resize(std::size_t rows, std::size_t columns) {
  rows_ = rows;
  columns_ = columns;
  if (cells_.size() > rows) cells_.resize(rows);
  for (auto& row : cells_)
    if (row.size() > columns) row.resize(columns);
}

void ScreenModel::take(std::string_view octets) {
  pending_ += octets;
  while (!pending_.empty()) {
    const std::size_t length = length_of(pending_);
    if (length == 0) return;
    const std::string one = pending_.substr(0, length);
    pending_.erase(0, length);
    if (one.size() > 2 && one.starts_with("\033["))
      obey(std::string_view(one).substr(2, one.size() - 3), one.back());
    else if (one == "\r")
      column_ = 0;
    else if (one == "\n")
      ++row_;
    else if (one[0] == '\033' || static_cast<unsigned char>(one[0]) < 0x20)
      unknown_ += "an unknown control; ";
    else
      put(one);
  }
}

std::vector<std::string> ScreenModel::lines() const {
  std::vector<std::string> out;
  for (const auto& row : cells_) {
    std::string line;
    for (const std::string& character : row) line += character;
    out.push_back(line.substr(0, line.find_last_not_of(' ') + 1));
  }
  return out;
}

std::string ScreenModel::text() const {
  std::string text;
  for (const std::string& line : lines()) text += line + "\n";
  return text;
}

void ScreenModel::put(std::string_view character) {
  if (alternate_ && row_ >= rows_) misfits_ += "the screen scrolls; ";
  if (column_ >= columns_) {
    misfits_ += "row " + std::to_string(row_) + " is too wide; ";
    return;
  }
  if (cells_.size() <= row_) cells_.resize(row_ + 1);
  auto& row = cells_[row_];
  if (row.size() <= column_) row.resize(column_ + 1, " ");
  row[column_++] = character;
}

void ScreenModel::obey(std::string_view parameters, char command) {
  if (command == 'm') {
    coloured_ = true;
  } else if (command == 'H' && parameters.empty()) {
    row_ = column_ = 0;
    misfits_.clear();
  } else if (command == 'K' && parameters.empty()) {
    if (row_ < cells_.size() && cells_[row_].size() > column_) cells_[row_].resize(column_);
  } else if (command == 'J') {
    if (parameters == "2") cells_.assign(1, {});
    if (cells_.size() > row_ + 1) cells_.resize(row_ + 1);
    if (row_ < cells_.size() && cells_[row_].size() > column_) cells_[row_].resize(column_);
  } else if (command == 'h' || command == 'l') {
    set_mode(parameters, command == 'h');
  } else {
    unknown_ += std::string("an unknown sequence ") + command + "; ";
  }
}

void ScreenModel::set_mode(std::string_view mode, bool on) {
  if (mode == "?1049") {
    alternate_ = on;
    cells_.assign(1, {});
    row_ = column_ = 0;
  } else if (mode == "?25") {
    cursor_shown_ = on;
  } else if (mode != "?7") {
    unknown_ += "an unknown mode " + std::string(mode) + "; ";
  }
}
