#include "config/nearest.hpp"

#include <algorithm>
#include <cctype>

namespace macsecctl {
namespace {

// Letters that are there, missing or others: three of them are a slip, more is another word.
constexpr std::size_t slip = 3;

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Levenshtein's distance; case does not count.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      const std::size_t replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      row[j] = std::min({above + 1, row[j - 1] + 1, replaced});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > 64) return "";
  std::string best;
  std::size_t least = std::min(slip, word.size() / 2) + 1;
  for (const std::string& candidate : known)
    if (const std::size_t differ = distance(word, candidate); differ < least) {
      least = differ;
      best = candidate;
    }
  return best;
}

}  // namespace macsecctl
