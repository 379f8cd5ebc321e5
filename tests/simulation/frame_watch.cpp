#include "frame_watch.hpp"

#include <algorithm>

#include "wire/envelope.hpp"

namespace sim {

using namespace mka;

namespace {

bool shows(Bytes frame, const Sak& sak) {
  const Bytes key = sak.expose();
  return std::search(frame.begin(), frame.end(), key.begin(), key.end()) != frame.end();
}

// Says no more than the SecY has done (802.1X 9.10; the reference's 4.11.8).
Complaint claims_more_than_done(const wire::SakUse& use, const ModelSecy& secy) {
  for (const wire::SakUse::Key& key : {use.latest, use.old}) {
    if (key.lowest_pn == 0) return "SAK Use with a lowest acceptable PN of 0";
    if (key.receives && !secy.has_received(key.ki))
      return "reports receive, which the SecY does not";
    if (!key.transmits) continue;
    const ModelSecy::TransmitSa* sa = secy.used(key.ki);
    if (!sa) return "reports transmit, which the SecY does not";
    if (static_cast<std::uint32_t>(sa->next_pn) == sa->next_pn && key.lowest_pn > sa->next_pn)
      return "reports a lowest acceptable PN above its next PN";
  }
  return std::nullopt;
}

}  // namespace

FrameWatch::Reading FrameWatch::sends(const Sender& sender, Bytes frame) {
  for (const Sak& sak : saks_)
    if (shows(frame, sak)) return {.complaint = "a frame shows a SAK"};
  frames_.emplace_back(frame.begin(), frame.end());
  if (frames_.size() > remembered) frames_.pop_front();

  const auto envelope = wire::open_envelope(frame, sender.hearing);
  if (!envelope)
    return {.complaint = "cannot be opened: " + std::string(to_string(envelope.error()))};
  // The peer's form of the name is one of ours, too.
  const auto ick = std::find_if(sender.icks.begin(), sender.icks.end(), [&](const auto& entry) {
    return entry.first.equal_but_for_trailing_zeros(envelope->ckn);
  });
  if (ick == sender.icks.end())
    return {.complaint = "sent under a key that the port does not have"};
  const auto authentic = wire::verify(*envelope, ick->second);
  if (!authentic) return {.complaint = "sent with a wrong ICV"};
  auto pdu = wire::decode(*authentic);
  if (!pdu) return {.complaint = "cannot be decoded: " + std::string(to_string(pdu.error()))};
  if (envelope->source != sender.sci.mac) return {.complaint = "sent from a foreign address"};
  return {.mkpdu = *pdu, .complaint = judge(sender, *pdu)};
}

Complaint FrameWatch::judge(const Sender& sender, const wire::Mkpdu& pdu) {
  if (pdu.basic.sci != sender.sci) return "sent under a foreign SCI";
  Mn& last = numbers_[{sender.port, pdu.basic.mi}];
  if (pdu.basic.mn != last + 1) {
    return "MN " + std::to_string(pdu.basic.mn) + " after " + std::to_string(last);
  }
  last = pdu.basic.mn;
  if (!std::is_sorted(pdu.order.begin(), pdu.order.end())) return "sets not in ascending order";
  if (pdu.distributed_sak && !pdu.basic.key_server) return "distributes without the server flag";
  const bool lists_somebody = pdu.live && !pdu.live->entries.empty();
  if (pdu.sak_use && !lists_somebody) return "SAK Use without a live peer";
  if (pdu.distributed_sak && !lists_somebody) return "distributes without a live peer";
  return pdu.sak_use ? claims_more_than_done(*pdu.sak_use, sender.secy) : std::nullopt;
}

Complaint FrameWatch::knows(const Sak& sak) {
  const bool known =
      std::any_of(saks_.begin(), saks_.end(), [&](const Sak& s) { return s.matches(sak); });
  if (known) return std::nullopt;
  saks_.push_back(sak.clone());
  if (saks_.size() > remembered) saks_.pop_front();
  for (const auto& frame : frames_)
    if (shows(frame, sak)) return "a frame has shown a SAK";
  return std::nullopt;
}

std::string brief(const Mi& mi) { return to_hex(Bytes(mi.octets).last(2)); }

std::string brief(const Ki& ki) { return brief(ki.server) + '/' + std::to_string(ki.number); }

namespace {

std::string described(const char* name, const std::optional<wire::PeerList>& list) {
  if (!list || list->entries.empty()) return {};
  std::string text = std::string(" ") + name;
  for (const auto& entry : list->entries) {
    text += ' ' + brief(entry.mi) + ':' + std::to_string(entry.mn);
  }
  return text;
}

std::string described(const char* name, const wire::SakUse::Key& key) {
  if (!key.present()) return {};
  return std::string(" ") + name + ' ' + brief(key.ki) + " an" + std::to_string(key.an.value()) +
         (key.receives ? " rx" : "") + (key.transmits ? " tx" : "") + " lpn" +
         std::to_string(key.lowest_pn);
}

}  // namespace

std::string describe(const wire::Mkpdu& pdu) {
  std::string text = "MKPDU " + brief(pdu.basic.mi) + ':' + std::to_string(pdu.basic.mn) +
                     (pdu.basic.key_server ? " server" : "");
  text += described("live", pdu.live) + described("potential", pdu.potential);
  if (pdu.sak_use) {
    text += described("latest", pdu.sak_use->latest) + described("old", pdu.sak_use->old);
  }
  if (pdu.distributed_sak) {
    text += " distributes " + std::to_string(pdu.distributed_sak->key_number) + " an" +
            std::to_string(pdu.distributed_sak->an.value());
  }
  return text;
}

}  // namespace sim
