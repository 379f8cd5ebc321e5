#include "config/complaint.hpp"

#include <algorithm>
#include <tuple>

namespace macsecctl {

void put_in_order(Complaints& complaints) {
  const auto position = [](const Complaint& c) {
    return std::tie(c.file, c.place.line, c.place.column);
  };
  std::stable_sort(
      complaints.begin(), complaints.end(),
      [&](const Complaint& a, const Complaint& b) { return position(a) < position(b); });
}

std::string text_of(const Complaint& c) {
  return c.file + ":" + std::to_string(c.place.line) + ":" + std::to_string(c.place.column) + ": " +
         c.what;
}

Json json_of(const Complaints& complaints) {
  Json out = Json::array();
  for (const Complaint& c : complaints)
    out.push_back({{"file", c.file},
                   {"line", c.place.line},
                   {"column", c.place.column},
                   {"what", c.what},
                   {"hint", c.hint}});
  return out;
}

Error error_of(const Complaints& complaints) {
  const std::size_t others = complaints.size() - 1;
  Error error{Errc::illegal_param, text_of(complaints.front()), complaints.front().hint};
  if (others > 0)
    error.hint += (error.hint.empty() ? "" : "; ") + std::to_string(others) +
                  " more: macsecctl config check tells all";
  return error;
}

}  // namespace macsecctl
