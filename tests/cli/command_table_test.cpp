// Every command has all that belongs to a command, whoever adds it: help with an example, a
// synopsis that says what is declared, a section of the manual page, completion, a group.
#include "command_table.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "golden.hpp"

using macsec::Json;

namespace {

std::vector<std::string> words_of(const std::string& synopsis) {
  std::string spaced;
  for (const char c : synopsis)
    spaced += c == '[' || c == ']' || c == '|' ? std::string{' ', c, ' '} : std::string{c};
  std::istringstream stream(spaced);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool is_option(const std::string& word) { return word.starts_with("--"); }
bool is_value(const std::string& word) {
  return !is_option(word) && word != "[" && word != "]" && word != "|";
}

const Json* option_called(const Json& command, const std::string& name) {
  for (const Json& option : command["options"])
    if (option["positional"] == name || std::ranges::count(option["names"], Json(name)) != 0)
      return &option;
  return nullptr;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

// By one of its names, as an argument, or by all that may stand there (keystore status | rewrap).
bool is_mentioned(const Json& option, const std::vector<std::string>& words) {
  const auto& choice = option["choice"];
  const bool by_choice = !choice.empty() && std::ranges::all_of(choice, [&](const Json& each) {
    return holds(words, each.get<std::string>());
  });
  return by_choice || holds(words, option["positional"]) ||
         std::ranges::any_of(option["names"], [&](const Json& each) {
           return holds(words, each.get<std::string>());
         });
}

// Without what stands in brackets.
std::vector<std::string> required_part(const std::vector<std::string>& words) {
  std::vector<std::string> outside;
  int depth = 0;
  for (const std::string& word : words) {
    if (word == "[") ++depth;
    if (depth == 0) outside.push_back(word);
    if (word == "]") --depth;
  }
  return outside;
}

void check_named_options(const Json& command, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_option(words[i])) continue;
    INFO(words[i]);
    const Json* const option = option_called(command, words[i]);
    REQUIRE(option != nullptr);
    const bool has_value = i + 1 < words.size() && is_value(words[i + 1]);
    CHECK(has_value == !(*option)["value"].get<std::string>().empty());
  }
}

void check_synopsis(const Json& command) {
  const auto words = words_of(command["synopsis"]);
  check_named_options(command, words);
  const auto outside = required_part(words);
  for (const Json& option : command["options"]) {
    INFO(option);
    if (option["required"] == true)
      CHECK(is_mentioned(option, outside));
    else if (option["common"] == false && !is_mentioned(option, words))
      CHECK(holds(words, "OPTIONS"));
  }
}

bool has_line(const std::string& text, const std::string& begin) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(begin)) return true;
  return false;
}

// As the page writes a word: short ones might be taken for a macro.
std::string escaped(const std::string& name) {
  std::string out = name.size() <= 3 ? "\\&" : "";
  for (const char c : name) out += c == '-' ? "\\-" : std::string{c};
  return out;
}

}  // namespace

TEST_CASE("[M90] every command has help with its examples", "[cli]") {
  const Json table = command_table();
  REQUIRE(table["commands"].size() >= 35);
  for (const Json& command : table["commands"]) {
    const std::string name = command["name"];
    const Run run = macsecctl({name, "--help"});
    check_against_file({"help-" + name, {name, "--help"}}, run, "none");
    INFO(name);
    CHECK(run.out.find("Examples:\n  macsecctl ") != std::string::npos);
    CHECK(macsecctl({"help", name}).out == run.out);
    CHECK(command["group"] != "Other commands");
  }
}

TEST_CASE("a synopsis says what the command declared", "[cli]") {
  const Json table = command_table();
  for (const Json& command : table["commands"]) {
    INFO(command["name"]);
    check_synopsis(command);
  }
}

TEST_CASE("every command has its section in the manual page, and every option its line", "[cli]") {
  const std::string page = macsecctl({"manual", DOCS "/man/macsecctl.8.in"}).out;
  CHECK(page.find("\n@") == page.npos);
  const Json table = command_table();
  for (const Json& command : table["commands"]) {
    INFO(command["name"]);
    CHECK(has_line(page, ".It Ic " + escaped(command["name"])));
    for (const Json& option : command["options"]) {
      if (option["common"] == true || option["names"].empty()) continue;
      CHECK(page.find(" Fl " + escaped(std::string(option["names"].back()).substr(1))) !=
            page.npos);
    }
  }
}

TEST_CASE("every command completes its name and its options", "[cli]") {
  const std::string names = macsecctl({"complete", "--", ""}).out;
  const Json table = command_table();
  for (const Json& command : table["commands"]) {
    const std::string name = command["name"];
    INFO(name);
    CHECK(has_line(names, name + "\t"));
    const std::string options = macsecctl({"complete", "--", name, "-"}).out;
    for (const Json& option : command["options"])
      if (!option["names"].empty())
        CHECK(has_line(options, std::string(option["names"].back()) + "\t"));
  }
}

TEST_CASE("exit statuses are those of docs/errors.md", "[cli]") {
  std::ostringstream text;
  text << std::ifstream(DOCS "/errors.md").rdbuf();
  const Json table = command_table();
  REQUIRE(table["errors"].size() >= 21);
  for (const Json& error : table["errors"]) {
    const std::string row = "| `" + std::string(error["name"]) + "` | " +
                            std::to_string(error["exitStatus"].get<int>()) + " | " +
                            std::string(error["meaning"]) + " |";
    INFO(row);
    CHECK(has_line(text.str(), row));
  }
}
