// Documents show commands that there are, with options that they have.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "command_table.hpp"

using macsec::Json;

namespace {

// What stands in code of a Markdown file: indented and fenced lines, continued ones as one; spans.
std::vector<std::string> code_in(const std::filesystem::path& file) {
  std::ifstream text(file);
  std::vector<std::string> code;
  std::string continued;
  bool fenced = false;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("```")) {
      fenced = !fenced;
    } else if (fenced || line.starts_with("    ")) {
      const bool goes_on = line.ends_with('\\');
      continued += line.substr(0, line.size() - (goes_on ? 1 : 0));
      if (goes_on) continue;
      code.push_back(std::exchange(continued, {}));
    } else {
      std::istringstream pieces(line);
      std::string piece;
      for (bool span = false; std::getline(pieces, piece, '`'); span = !span)
        if (span) code.push_back(piece);
    }
  }
  return code;
}

// "macsecctl show up | less" and "macsecctl show    what it is" both end behind "show".
std::vector<std::string> command_lines(const std::string& code) {
  static const std::string program = "macsecctl ";
  std::vector<std::string> lines;
  for (auto at = code.find(program); at != code.npos; at = code.find(program, at)) {
    const bool begins = at == 0 || std::string_view(" /(").find(code[at - 1]) != code.npos;
    at += program.size();
    if (!begins) continue;  // command=macsecctl method=Rekey
    std::string line = code.substr(at, code.find_first_of("|;#>&)", at) - at);
    lines.push_back(line.substr(0, line.find("  ")));
  }
  return lines;
}

const Json* command_called(const Json& table, const std::string& name) {
  for (const Json& command : table["commands"])
    if (command["name"] == name || command["alias"] == name) return &command;
  return nullptr;
}

bool has_option(const Json& command, const std::string& name) {
  return std::ranges::any_of(command["options"], [&](const Json& option) {
    return std::ranges::count(option["names"], Json(name)) != 0;
  });
}

std::string without_punctuation(std::string word) {
  word = word.substr(0, word.find('='));
  while (!word.empty() && std::isalnum(static_cast<unsigned char>(word.back())) == 0)
    word.pop_back();
  return word;
}

void check_line(const Json& table, const std::string& line) {
  INFO("macsecctl " << line);
  std::istringstream stream(line);
  std::string name;
  stream >> name;
  if (name.empty() || std::islower(static_cast<unsigned char>(name.front())) == 0) return;
  const Json* const command = command_called(table, name);
  CHECK(command != nullptr);
  if (command == nullptr) return;
  for (std::string word; stream >> word;)
    if (word.starts_with("--")) CHECK(has_option(*command, without_punctuation(word)));
}

std::vector<std::filesystem::path> documents() {
  std::vector<std::filesystem::path> files{DOCS "/../README.md"};
  for (const auto& file : std::filesystem::recursive_directory_iterator(DOCS))
    if (file.path().extension() == ".md") files.push_back(file.path());
  return files;
}

}  // namespace

TEST_CASE("every command line in the documents is one", "[cli]") {
  const Json table = command_table();
  std::size_t lines = 0;
  for (const auto& file : documents()) {
    if (file.parent_path().filename() == "decisions") continue;  // of their day
    INFO(file);
    for (const std::string& code : code_in(file))
      for (const std::string& line : command_lines(code)) {
        check_line(table, line);
        ++lines;
      }
  }
  CHECK(lines > 100);
}

TEST_CASE("[M90, M101] guides go from prerequisites to removal, and BGP comes after secured",
          "[cli]") {
  for (const char* guide : {"aws-direct-connect", "ibm-direct-link", "alibaba-express-connect"}) {
    INFO(guide);
    std::ostringstream contents;
    contents << std::ifstream(DOCS "/guides/" + std::string(guide) + ".md").rdbuf();
    const std::string text = contents.str();
    std::size_t at = 0;
    for (const char* step :
         {"## Prerequisites", "create-connection", "associate-key", "wait uplink --secured",
          "ExecStartPre=/usr/bin/macsecctl wait uplink --secured", "rotate uplink",
          "disassociate-key", "delete-connection"}) {
      INFO(step);
      at = text.find(step, at);
      REQUIRE(at != text.npos);
    }
  }
}

TEST_CASE("links between documents lead somewhere", "[cli]") {
  for (const auto& file : documents()) {
    std::ostringstream contents;
    contents << std::ifstream(file).rdbuf();
    const std::string text = contents.str();
    for (auto at = text.find("]("); at != text.npos; at = text.find("](", at + 1)) {
      std::string target = text.substr(at + 2, text.find_first_of(")#", at + 2) - at - 2);
      if (target.empty() || target.find(':') != target.npos) continue;
      INFO(file << " -> " << target);
      CHECK(std::filesystem::exists(file.parent_path() / target));
    }
  }
}
