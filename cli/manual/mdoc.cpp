#include "manual/mdoc.hpp"

#include <cctype>
#include <sstream>
#include <vector>

namespace macsecctl::mdoc {
namespace {

std::string escaped(std::string_view plain) {
  std::string out;
  for (const char c : plain) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '"')
      out += "\\(dq";
    else if (c == '\'')
      out += "\\(aq";
    else if (c == '~')
      out += "\\(ti";
    else if (c == '^')
      out += "\\(ha";
    else
      out += c;
  }
  return out;
}

// A point at its beginning would make it a request.
std::string line(std::string_view plain) {
  return (plain.starts_with('.') ? "\\&" : "") + escaped(plain);
}

bool is_punctuation(char c) { return c == '[' || c == ']' || c == '|'; }

// Brackets and bars stand alone: "[--ckn HEX|URI]" has five words.
std::vector<std::string> words_of(std::string_view synopsis) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : synopsis) {
    if (c == ' ') {
      end_word();
    } else if (is_punctuation(c)) {
      end_word();
      words.emplace_back(1, c);
    } else {
      word += c;
    }
  }
  end_word();
  return words;
}

bool is_upper(const std::string& plain) {
  return std::isupper(static_cast<unsigned char>(plain.front())) != 0;
}

std::string macro(const std::string& plain) {
  if (plain == "[") return " Oo";
  if (plain == "]") return " Oc";
  if (plain == "|") return " |";
  if (plain.starts_with("-")) return " Fl " + word(plain.substr(1));
  return (is_upper(plain) ? " Ar " : " Cm ") + word(plain);
}

}  // namespace

std::string text(std::string_view plain) {
  std::string out = line(plain);
  for (std::size_t at = 0; (at = out.find(". ", at)) != out.npos; ++at) out[at + 1] = '\n';
  return out;
}

// Two or three letters may be a macro's name.
std::string word(std::string_view plain) {
  return (plain.size() <= 3 ? "\\&" : "") + escaped(plain);
}

std::string synopsis(std::string_view plain) {
  std::string out;
  for (const std::string& each : words_of(plain)) out += macro(each);
  return out;
}

std::string literal_block(std::string_view plain) {
  std::string out = ".Bd -literal -compact\n";
  std::istringstream lines{std::string(plain)};
  for (std::string each; std::getline(lines, each);) out += line(each) + "\n";
  return out + ".Ed\n";
}

}  // namespace macsecctl::mdoc
