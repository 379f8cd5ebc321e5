#include "secrets/grants_file.hpp"

#include <fstream>
#include <iterator>

#include "control/json.hpp"
#include "control/member.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
namespace fs = std::filesystem;

constexpr int version = 1;
constexpr std::uintmax_t largest = 1u << 20;

// Nothing: the text makes no sense as a whole.
std::optional<std::vector<Grant>> grants_from(const Json& json) {
  const Json& entries = macsec::member(json, "grants");
  if (macsec::number_member(json, "version") != version || !entries.is_array()) return std::nullopt;
  if (entries.size() > GrantsFile::most) return std::nullopt;
  std::vector<Grant> out;
  for (const Json& entry : entries) {
    Grant grant{macsec::text_member(entry, "connection").value_or(""),
                macsec::text_member(entry, "secret").value_or("")};
    if (grant_problem(grant)) return std::nullopt;
    out.push_back(std::move(grant));
  }
  return out;
}

}  // namespace

GrantsFile::GrantsFile(fs::path file, BeforeStep before)
    : file_(std::move(file)), before_(std::move(before)) {}

Result<void> GrantsFile::load() {
  std::error_code missing;
  const auto size = fs::file_size(file_, missing);
  if (missing == std::errc::no_such_file_or_directory) return {};
  if (!missing && size <= largest) {
    std::ifstream in(file_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (auto grants = grants_from(Json::parse(text, nullptr, false))) {
      grants_ = *std::move(grants);
      return {};
    }
  }
  const fs::path aside = file_.string() + ".bad";
  std::error_code failed;
  fs::rename(file_, aside, failed);
  return Failure{{Errc::internal, file_.string() + " is damaged, or of another version",
                  "it was moved to " + aside.string() +
                      "; no secret is granted until macsecctl grant-secrets does so again"}};
}

Result<void> GrantsFile::set(std::vector<Grant> grants) {
  Json entries = Json::array();
  for (const Grant& grant : grants)
    entries.push_back({{"connection", grant.connection}, {"secret", grant.secret}});
  const std::string text =
      macsec::to_text(Json{{"version", version}, {"grants", std::move(entries)}}, 2) + "\n";
  const std::span octets(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  if (auto written = write_atomically(file_, octets, before_); !written) return written;
  grants_ = std::move(grants);
  return {};
}

}  // namespace macsecd
