#include "config/config_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

namespace macsecctl {
namespace {

// A thousand connections with comments; more is a mistake.
constexpr std::size_t largest_file = 1024 * 1024;
constexpr std::size_t deepest = 16;

// The parser's words, without the octets that it quotes: they may be a secret at the wrong place.
std::string words_of(const nlohmann::json::parse_error& error) {
  std::string words = error.what();
  if (const auto at = words.find("syntax error "); at != words.npos) words.erase(0, at);
  if (const auto quote = words.find("; last read: '"); quote != words.npos) {
    const auto end = words.rfind("'; expected ");
    words.erase(quote, end == words.npos || end < quote ? words.npos : end + 1 - quote);
  }
  return words;
}

std::optional<std::string> content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(largest_file + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && !file.good()) return std::nullopt;
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// Brackets inside brackets, whatever else is wrong.
bool is_deep(std::string_view text) {
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (depth > deepest) return true;
  }
  return false;
}

void read_file(const std::filesystem::path& path, std::vector<ConfigFile>& into,
               Complaints& complaints) {
  auto text = content(path);
  if (!text) return complaints.push_back({path, {}, "it cannot be read", "check its permissions"});
  if (text->size() > largest_file || is_deep(*text))
    return complaints.push_back({path,
                                 {},
                                 "it is larger or deeper than any configuration",
                                 "at most 1 MiB, and 16 brackets inside each other"});
  try {
    Json json = Json::parse(*text, nullptr, true, true);
    const ConfigFile& file = into.emplace_back(path, std::move(json), JsonPlaces(*text));
    if (const auto& twice = file.places.doubled())
      complaints.push_back({path, *twice, "this member is there twice", "leave one of them out"});
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t octet = error.byte > 0 ? error.byte - 1 : 0;
    complaints.push_back({path, place_at(*text, octet), words_of(error), ""});
  }
}

}  // namespace

Result<std::vector<ConfigFile>> read_config(const std::filesystem::path& directory,
                                            Complaints& complaints) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".json") paths.push_back(at->path());
  if (error)
    return Failure{Error{Errc::illegal_param, "cannot read the directory " + directory.string(),
                         "--dir DIR names another", error.value()}};
  std::sort(paths.begin(), paths.end());
  std::vector<ConfigFile> files;
  for (const auto& path : paths) read_file(path, files, complaints);
  return files;
}

}  // namespace macsecctl
