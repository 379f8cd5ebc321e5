#include "mka_event.hpp"

#include <cstring>

namespace macsecd {
namespace {

struct Telling {
  Level level;
  bool provoked;  // by anybody on the link, without a key
  const char* sentence;
};

Telling telling_of(mka::EventKind kind) {
  using enum mka::EventKind;
  switch (kind) {
    case peer_heard:
      return {Level::debug, true, "a peer is heard and has not yet heard us"};
    case peer_live:
      return {Level::info, false, "the peer hears us"};
    case peer_lost:
      return {Level::warning, false, "the peer is silent"};
    case peer_restarted:
      return {Level::info, true, "the peer has started anew"};
    case key_server_elected:
      return {Level::info, false, "the key server is elected"};
    case principal_changed:
      return {Level::info, false, "another key is in charge"};
    case sak_distributed:
      return {Level::info, false, "a fresh SAK is distributed"};
    case sak_accepted:
      return {Level::info, false, "a fresh SAK is accepted"};
    case sak_in_use:
      return {Level::info, false, "the traffic uses a fresh SAK"};
    case sak_retired:
      return {Level::debug, false, "the SAK before is retired"};
    case session_secured:
      return {Level::info, false, "traffic is protected both ways"};
    case session_lost:
      return {Level::warning, false, "traffic is no longer protected"};
    case session_adopted:
      return {Level::info, false,
              "the SAs of the run before carry the traffic until a fresh SAK does"};
    case distribution_refused:
      return {Level::warning, true, "the SAK of the key server is refused"};
    case cipher_mismatch:
      return {Level::warning, true, "the key server's cipher suite is not allowed here"};
    case unknown_ckn:
      return {Level::warning, true, "a peer uses a CKN that is not ours"};
    case icv_mismatch:
      return {Level::warning, true, "a peer uses our CKN with another CAK"};
    case duplicate_sci:
      return {Level::warning, true, "another station uses our SCI"};
    case reflection:
      return {Level::warning, true, "our own frames come back"};
    case mi_changed:
      return {Level::info, true, "we have a new member identifier"};
    case secy_failed:
      return {Level::error, true, "the kernel refused"};
    case key_activated:
      return {Level::info, false, "the peer uses this key: from now on we do, too"};
    case multiple_peers:
      return {Level::warning, true, "more than one station shares this key on this link"};
    case ssci_mismatch:
      return {
          Level::warning, true,
          "the SAK is refused: the key server counts the short SCIs in another way (--ssci-mode)"};
    case no_progress:
      return {Level::warning, true, "we start over"};
    case data_plane_mismatch:
      return {Level::warning, true,
              "what the peer protects arrives and is refused: we renew the SAK"};
  }
  return {Level::info, false, ""};
}

const char* sentence_for(mka::Stall stall) {
  switch (stall) {
    case mka::Stall::no_sak_from_key_server:
      return "the key server makes no SAK for us";
    case mka::Stall::sak_unknown_to_us:
      return "the key server uses a SAK that we do not have";
    case mka::Stall::sak_not_taken_up_by_peer:
      return "no peer takes up the SAK";
    case mka::Stall::peer_does_not_list_us:
      return "the peer is heard and does not hear us";
  }
  return "";
}

std::optional<std::string> reason_of(const mka::Event& event) {
  if (event.reason) return std::string(mka::to_string(*event.reason));
  if (event.refuse) return std::string(mka::to_string(*event.refuse));
  if (event.stall) return std::string(mka::to_string(*event.stall));
  return std::nullopt;
}

// Ours where the engine has none for people: a SAK in use is the end of a rotation.
std::string name_of(mka::EventKind kind) {
  return kind == mka::EventKind::sak_in_use ? "sak-rotated" : std::string(mka::to_string(kind));
}

}  // namespace

AgentEvent to_agent_event(const std::string& connection, const mka::Event& event) {
  const Telling telling = telling_of(event.kind);
  AgentEvent out;
  out.event = name_of(event.kind);
  out.connection = connection;
  out.message = telling.sentence;
  out.level = telling.level;
  out.provoked = telling.provoked;
  if (event.ckn) out.ckn = event.ckn->hex();
  if (event.peer) out.peer = mka::to_string(*event.peer);
  if (event.ki) out.key_identifier = mka::to_hex(event.ki->wire());
  if (event.an) out.association_number = event.an->value();
  out.reason = reason_of(event);
  if (event.stall) out.message += std::string(": ") + sentence_for(*event.stall);
  if (event.suite) out.message += " (" + std::string(mka::to_string(*event.suite)) + ")";
  if (event.own_suite) out.message += ", ours is " + std::string(mka::to_string(*event.own_suite));
  if (event.os_error != 0) out.message += std::string(": ") + std::strerror(event.os_error);
  return out;
}

}  // namespace macsecd
