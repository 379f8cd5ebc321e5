#include "capture/key_servers.hpp"

namespace capture {
namespace {

// Somebody that hears of a better server says so with its next hello, 2 s later at most.
constexpr std::int64_t election_time = 4'000'000'000;

}  // namespace

bool KeyServers::still_serves(const Term& term) const {
  const Member* const server = members_.find(term.mi);
  return server != nullptr && server->claims_to_serve && !server->gone;
}

// Alone everybody elects itself; that is no term.
void KeyServers::observe(const SeenMkpdu& mkpdu) {
  const mka::Mi& mi = mkpdu.pdu->basic.mi;
  const Moment at{mkpdu.time, mkpdu.number};
  const bool serves =
      mkpdu.pdu->basic.key_server && mkpdu.pdu->live && !mkpdu.pdu->live->entries.empty();
  const bool known = !terms_.empty() && terms_.back().mi == mi;
  if (known && !serves) {
    rivals_since_.reset();
    return;
  }
  if (known || !serves) return;
  if (!terms_.empty() && still_serves(terms_.back())) return note_rival(mi, at);
  rivals_since_.reset();
  told_rivals_ = false;
  if (terms_.size() < limits::anomalies) terms_.push_back({mi, at});
}

void KeyServers::note_rival(const mka::Mi& rival, const Moment& at) {
  if (!members_.live_together(rival, terms_.back().mi)) return;
  if (!rivals_since_) rivals_since_ = at;
  if (told_rivals_ || at.time - rivals_since_->time < election_time) return;
  told_rivals_ = true;
  anomalies_.add(
      at, "two-key-servers",
      members_.name(rival) + " and " + members_.name(terms_.back().mi) +
          " are live together, and both serve: they compare their priorities differently");
}

macsec::Json KeyServers::to_json(std::int64_t start) const {
  macsec::Json out = macsec::Json::array();
  for (const Term& term : terms_) {
    const Member* const server = members_.find(term.mi);
    macsec::Json one{{"mi", mka::to_hex(term.mi.octets)},
                     {"sci", members_.name(term.mi)},
                     {"since", capture::to_json(term.since, start)}};
    if (server != nullptr) one["keyServerPriority"] = server->priority;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace capture
