#include "foreign_ckns.hpp"

#include <algorithm>

namespace mka {

void ForeignCkns::heard(Time now, const Ckn& ckn, const Sci& sci) {
  const auto known =
      std::ranges::find_if(entries_, [&](const auto& e) { return e && e->ckn == ckn; });
  const auto oldest =
      std::ranges::min_element(entries_, {}, [](const auto& e) { return e ? e->at : Time::min(); });
  *(known != entries_.end() ? known : oldest) = Entry{ckn, sci, now};
}

std::vector<ForeignCkn> ForeignCkns::remembered(Time now) const {
  std::vector<ForeignCkn> told;
  for (const auto& e : entries_)
    if (e && now - e->at <= limits::foreign_ckn_memory)
      told.push_back({.ckn = e->ckn, .sci = e->sci, .heard_ago = now - e->at});
  std::ranges::sort(told, {}, &ForeignCkn::heard_ago);
  return told;
}

}  // namespace mka
