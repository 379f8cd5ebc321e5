#include "capture/members.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace capture {
namespace {

using macsec::Json;

std::string seconds_text(std::int64_t nanoseconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f s", static_cast<double>(nanoseconds) / 1e9);
  return text.data();
}

std::set<mka::Mi> listed(const std::optional<mka::wire::PeerList>& list) {
  std::set<mka::Mi> out;
  if (list)
    for (const auto& entry : list->entries) out.insert(entry.mi);
  return out;
}

}  // namespace

const Member* Members::find(const mka::Mi& mi) const {
  const auto found = members_.find(mi);
  return found == members_.end() ? nullptr : &found->second;
}

std::string Members::name(const mka::Mi& mi) const {
  const Member* const member = find(mi);
  return member != nullptr ? mka::to_string(member->sci) : "MI " + mka::to_hex(mi.octets);
}

bool Members::live_together(const mka::Mi& one, const mka::Mi& other) const {
  const Member* const first = find(one);
  const Member* const second = find(other);
  return first != nullptr && second != nullptr && !first->gone && !second->gone &&
         first->live.contains(other) && second->live.contains(one);
}

bool Members::observe(const SeenMkpdu& mkpdu) {
  note_silence(mkpdu);
  const auto& basic = mkpdu.pdu->basic;
  const Moment at{mkpdu.time, mkpdu.number};
  const auto known = members_.find(basic.mi);
  if (known == members_.end() && members_.size() == limits::members) return false;
  if (known == members_.end()) {
    for (auto& [mi, other] : members_)
      if (other.sci == basic.sci && !other.gone) leave(mi, other, at);
  } else {
    examine(mkpdu, known->second);
  }
  Member& member = members_[basic.mi];
  if (member.mkpdus++ == 0) {
    member.sci = basic.sci;
    member.source = mkpdu.source;
    member.first = at;
  }
  member.priority = basic.key_server_priority;
  member.version = basic.mka_version;
  member.claims_to_serve = basic.key_server;
  member.last = at;
  member.last_mn = std::max(member.last_mn, basic.mn);
  member.gone = false;
  member.live = listed(mkpdu.pdu->live);
  member.lists = listed(mkpdu.pdu->potential);
  member.lists.insert(member.live.begin(), member.live.end());
  examine_lists(basic.mi, member, at);
  update_pairs(basic.mi, at);
  return true;
}

void Members::note_silence(const SeenMkpdu& mkpdu) {
  for (auto& [mi, member] : members_)
    if (!member.gone && mkpdu.time - member.last.time > life_time)
      leave(mi, member, {member.last.time + life_time, 0});
}

void Members::leave(const mka::Mi& mi, Member& member, const Moment& at) {
  member.gone = true;
  update_pairs(mi, at);
}

// What a member does that it has done before.
void Members::examine(const SeenMkpdu& mkpdu, const Member& member) {
  const auto& basic = mkpdu.pdu->basic;
  const Moment at{mkpdu.time, mkpdu.number};
  const std::string who = mka::to_string(basic.sci);
  if (basic.sci != member.sci || mkpdu.source != member.source)
    anomalies_.add(at, "duplicate-mi",
                   who + " from " + mka::to_string(mkpdu.source) + " uses the MI of " +
                       mka::to_string(member.sci) + " from " + mka::to_string(member.source));
  else if (basic.mn == member.last_mn)
    anomalies_.add(at, "mn-repeated",
                   who + " repeats MN " + std::to_string(basic.mn) +
                       ": the frame is there twice, or replayed");
  else if (basic.mn < member.last_mn)
    anomalies_.add(at, "mn-went-back",
                   who + " has MN " + std::to_string(basic.mn) + " after " +
                       std::to_string(member.last_mn) + ": a replayed or delayed frame");
  if (const auto silent = mkpdu.time - member.last.time; silent > life_time)
    anomalies_.add(at, "silent",
                   who + " was silent for " + seconds_text(silent) +
                       ", longer than the MKA Life Time: its peers took it for gone");
}

// Who is listed by somebody is heard there, and should hear that one, too.
void Members::examine_lists(const mka::Mi& mi, Member& member, const Moment& at) {
  for (const auto& [other, theirs] : members_) {
    const bool unlisted =
        other != mi && !theirs.gone && theirs.lists.contains(mi) && !member.lists.contains(other);
    if (!unlisted) {
      member.unlisted_since.erase(other);
      continue;
    }
    const auto since = member.unlisted_since.emplace(other, at.time).first->second;
    if (at.time - since < life_time || !member.told_unlisted.insert(other).second) continue;
    anomalies_.add(at, "peer-not-listed",
                   mka::to_string(member.sci) + " does not list " + mka::to_string(theirs.sci) +
                       ", which hears it: it does not hear that one, or refuses its MKPDUs");
  }
}

void Members::update_pairs(const mka::Mi& mi, const Moment& at) {
  for (const auto& entry : members_)
    if (entry.first != mi) update_pair(std::min(mi, entry.first), std::max(mi, entry.first), at);
}

void Members::update_pair(const mka::Mi& one, const mka::Mi& other, const Moment& at) {
  const auto open = open_pairs_.find({one, other});
  const bool together = live_together(one, other);
  if (together && open == open_pairs_.end()) {
    if (together_.size() == limits::anomalies) return;
    open_pairs_.emplace(std::pair(one, other), together_.size());
    together_.push_back({one, other, at});
  } else if (!together && open != open_pairs_.end()) {
    together_[open->second].until = at;
    open_pairs_.erase(open);
  }
}

Json Members::to_json(std::int64_t start) const {
  std::vector<std::pair<mka::Mi, const Member*>> by_first;
  for (const auto& [mi, member] : members_) by_first.emplace_back(mi, &member);
  std::ranges::sort(by_first, {}, [](const auto& entry) { return entry.second->first.frame; });
  Json out = Json::array();
  for (const auto& [mi, member] : by_first)
    out.push_back({{"mi", mka::to_hex(mi.octets)},
                   {"sci", mka::to_string(member->sci)},
                   {"source", mka::to_string(member->source)},
                   {"keyServerPriority", member->priority},
                   {"mkaVersion", member->version},
                   {"mkpdus", member->mkpdus},
                   {"first", capture::to_json(member->first, start)},
                   {"last", capture::to_json(member->last, start)}});
  return out;
}

Json Members::together_json(std::int64_t start) const {
  Json out = Json::array();
  for (const Together& pair : together_) {
    Json one{{"mis", {mka::to_hex(pair.one.octets), mka::to_hex(pair.other.octets)}},
             {"scis", {name(pair.one), name(pair.other)}},
             {"since", capture::to_json(pair.since, start)}};
    if (pair.until) one["until"] = capture::to_json(*pair.until, start);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace capture
