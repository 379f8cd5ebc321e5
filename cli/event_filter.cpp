#include "event_filter.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>

#include "control/member.hpp"
#include "spelling.hpp"
#include "utc_time.hpp"

namespace macsecctl {
namespace {

using macsec::text_member;

constexpr std::array<std::string_view, 4> severities{"debug", "info", "warning", "error"};

auto rank_of(std::string_view severity) {
  return std::find(severities.begin(), severities.end(), severity);
}

// 2026-01-31, 2026-01-31T12:00:00Z or with milliseconds: texts that sort as their times do.
bool is_time(const std::string& text) {
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ";
  const bool ends_well = text.size() == 10 || text.ends_with('Z');
  const std::string given = text.size() == 20 && text.back() == 'Z' ? text.substr(0, 19) : text;
  if (!ends_well || given.empty() || given.size() > form.size()) return false;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool digit = given[i] >= '0' && given[i] <= '9';
    if (form[i] == 'd' ? !digit : given[i] != form[i]) return false;
  }
  return true;
}

std::string check_since(const std::string& text) {
  if (time_from(text) || is_time(text)) return "";
  return text +
         " is no time: write 90s, 10m, 2h or 3d, or 2026-01-31 or 2026-01-31T12:00:00Z (UTC)";
}

}  // namespace

void EventFilter::declare(CLI::App& app) {
  app.add_option("--kind", kinds, "only these events; patterns as session-* are taken as well")
      ->type_name("EVENT,...")
      ->delimiter(',')
      ->allow_extra_args(false);  // a name may follow
  app.add_option("--severity", severity,
                 "only events as severe or more: debug, info, warning, error")
      ->type_name("S")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
  app.add_option("--since", since, "what happened since then first: 10m (ago), or a time in UTC")
      ->type_name("TIME")
      ->check(check_since);
}

void EventFilter::begin() {
  if (const auto ago = time_from(since))
    first_time_ = utc_time(*ago);
  else
    first_time_ = since.size() == 20 ? since.substr(0, 19) : since;
}

bool EventFilter::admits(const Json& event) const {
  const std::string kind = text_member(event, "event").value_or("");
  const bool wanted = kinds.empty() || std::ranges::any_of(kinds, [&](const std::string& pattern) {
                        return ::fnmatch(pattern.c_str(), kind.c_str(), 0) == 0;
                      });
  if (!wanted || text_member(event, "time").value_or("") < first_time_) return false;
  return severity.empty() ||
         rank_of(text_member(event, "severity").value_or("info")) >= rank_of(severity);
}

}  // namespace macsecctl
