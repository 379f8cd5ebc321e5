#include "connection_text.hpp"

#include "await.hpp"
#include "connection_facts.hpp"
#include "control/member.hpp"
#include "device_text.hpp"
#include "rotation_text.hpp"
#include "sections.hpp"
#include "spelling.hpp"
#include "vendor_spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string text_of(const Json& thing, const char* name) {
  return text_member(thing, name).value_or("");
}
std::string number_of(const Json& thing, const char* name) {
  const auto number = number_member(thing, name);
  return number ? std::to_string(*number) : "";
}
bool is_set(const Json& thing, const char* name) {
  return flag_member(thing, name).value_or(false);
}

// receives and transmits, of a peer or a SAK
std::string directions(const Json& thing) {
  const bool receives = is_set(thing, "receives");
  const bool transmits = is_set(thing, "transmits");
  if (receives && transmits) return "receives, transmits";
  return receives ? "receives" : transmits ? "transmits" : "not yet";
}

void add_reasons(Sections& out, const Json& thing) {
  for (const Json& reason : member(thing, "statusReasons"))
    out.line(
        "reason",
        text_of(reason, "code") + ": " + text_of(reason, "message") +
            (text_of(reason, "moreInfo").empty() ? "" : " (" + text_of(reason, "moreInfo") + ")"),
        Colour::yellow);
}

void add_policy(Sections& out, const Json& connection) {
  const std::string mode = text_of(connection, "encryptionMode");
  const bool clear = passes_clear_text(connection);
  if (const std::string profile = text_of(connection, "profile"); profile != "generic")
    out.line("profile", profile);
  out.line("interface", text_of(connection, "interface"));
  out.line("device", text_of(connection, "device"));
  out.line("LAG", text_of(connection, "lagName"));
  out.line("state", text_of(connection, "connectionState"));
  if (is_down(connection)) out.line("admin state", "down", Colour::yellow);
  out.line("encryption", text_of(connection, "portEncryptionStatus"));
  out.line("mode", clear ? mode + ", CLEAR text passes" : mode,
           clear ? Colour::red : Colour::plain);
  out.line("CLEAR since", text_of(connection, "inClearSince"), Colour::red);
  if (const auto clear_for = number_member(connection, "clearTrafficSeconds").value_or(0))
    out.line("in clear so far", std::to_string(clear_for) + " s");
  out.line("cipher suite", text_of(connection, "cipherSuite"));
  out.line("confidentiality", text_of(connection, "confidentiality"));
  out.line("priority", number_of(connection, "keyServerPriority"));
  const auto interval = number_member(connection, "sakRekeyIntervalSeconds").value_or(0);
  if (interval != 0) out.line("rekey interval", std::to_string(interval) + " s");
  out.line("rekey packet number", text_of(connection, "sakRekeyPacketNumber"));
  const std::string volume = text_of(connection, "sakRekeyOctets");
  if (!volume.empty()) out.line("rekey volume", volume + " octets");
  out.line("keychain mode", text_of(connection, "keychainMode"));
  out.line("on last key", text_of(connection, "onLastKey"));
}

void add_guard(Sections& out, const Json& connection) {
  const Json& guard = member(connection, "portGuard");
  const std::string state = text_of(guard, "state");
  const bool wrong = state == "defeated" || state == "failed";
  if (state != "down") out.line("port guard", state, wrong ? Colour::red : Colour::plain);
  std::string names;
  for (const Json& name : member(guard, "clearProtocols"))
    if (name.is_string()) names += (names.empty() ? "" : ", ") + name.get<std::string>();
  if (!names.empty()) out.line("passes in clear", names, Colour::yellow);
}

// What differs from the standard's ways, or from the defaults, for the sake of the peer.
void add_interop(Sections& out, const Json& connection) {
  const auto unless = [&](const char* name, const std::string& value, const char* usual) {
    if (value != usual) out.line(name, value);
  };
  unless("CKN match", text_of(connection, "cknMatch"), "exact");
  unless("MKA version", number_of(connection, "mkaVersion"), "0");
  if (is_set(connection, "includeIcvIndicator")) out.line("ICV indicator", "always");
  unless("group address", text_of(connection, "groupAddress"), "01:80:c2:00:00:03");
  unless("EtherType", text_of(connection, "etherType"), "888e");
  unless("SSCI mode", text_of(connection, "ssciMode"), "sci");
  if (const auto hello = number_member(connection, "helloTimeMs"); hello && *hello != 2000)
    out.line("hello time", std::to_string(*hello) + " ms");
}

// Nothing where software does the work and nobody wanted it otherwise.
void add_offload(Sections& out, const Json& connection) {
  const std::string wanted = text_of(connection, "offload");
  const std::string works = text_of(connection, "offloadInEffect");
  if (wanted.empty() || (wanted == "off" && (works.empty() || works == "off"))) return;
  const auto place = [](const std::string& where) {
    return where == "off" ? std::string("none, software protects the frames") : where;
  };
  out.line("offload", works.empty() ? wanted + " is wanted" : place(works),
           works == "off" ? Colour::yellow : Colour::plain);
}

void add_agreement(Sections& out, const Json& mka) {
  const bool secured = is_set(mka, "secured");
  out.line("secured", secured ? "yes" : "no", secured ? Colour::green : Colour::yellow);
  const Json& server = member(mka, "keyServer");
  if (!server.is_null())
    out.line("key server", text_of(server, "sci") + ", priority " + number_of(server, "priority"));
  out.line("unknown CKN heard", text_of(mka, "lastUnknownCkn"), Colour::yellow);
}

const Json& participant_of(const Json& connection, const std::string& ckn) {
  for (const Json& participant : member(member(connection, "mka"), "participants"))
    if (text_of(participant, "ckn") == ckn) return participant;
  return member(connection, "no participant");
}

void add_participant(Sections& out, const Json& participant) {
  out.line("peer's form of the CKN", text_of(participant, "wireCkn"));
  if (is_set(participant, "silent")) out.line("MKA", "listens only");
  const auto starts = number_member(participant, "startsWithoutProgress").value_or(0);
  if (starts != 0)
    out.line("starts without progress",
             std::to_string(starts) + ", last: " + text_of(participant, "lastStall"),
             Colour::yellow);
}

void add_secret(Sections& out, const Json& key) {
  if (text_of(key, "session") == "fallback") out.line("session", "fallback");
  out.line("secret", text_of(key, "secretName"));
  if (const auto age = number_member(key, "ageSeconds")) out.line("age", age_text(*age * 1000));
  out.line("deletion on", text_of(key, "deletionOn"), Colour::red);
}

void add_key(Sections& out, const Json& key, const Json& participant) {
  out.begin(1, "key", text_of(key, "ckn"));
  const std::string state = text_of(key, "state");
  out.line("state", state, state == "associated" ? Colour::green : Colour::yellow);
  out.line("cipher suite", text_of(key, "cipherSuite"));
  out.line("role", text_of(key, "role"));
  add_secret(out, key);
  out.line("starts on", text_of(key, "startOn"));
  if (is_set(key, "activateWhenPeerSeen")) out.line("activates", "when the peer is seen");
  add_participant(out, participant);
  add_reasons(out, key);
}

void add_peer(Sections& out, const Json& peer, const Json& participant, const char* liveness) {
  out.begin(1, "peer", text_of(peer, "sci"));
  out.line("key", text_of(participant, "ckn"));
  out.line("liveness", liveness);
  out.line("member identifier", text_of(peer, "mi"));
  out.line("priority", number_of(peer, "keyServerPriority"));
  out.line("MKA version", number_of(peer, "mkaVersion"));
  out.line("latest SAK", directions(peer));
  out.line("expires in", number_of(peer, "expiresInMs") + " ms");
}

void add_peers(Sections& out, const Json& mka) {
  for (const Json& participant : member(mka, "participants")) {
    const Json& peers = member(participant, "peers");
    for (const Json& peer : member(peers, "live")) add_peer(out, peer, participant, "live");
    for (const Json& peer : member(peers, "potential"))
      add_peer(out, peer, participant, "potential");
  }
}

void add_sak(Sections& out, const char* kind, const Json& sak) {
  if (sak.is_null()) return;
  out.begin(1, kind, text_of(sak, "keyIdentifier"));
  out.line("association number", number_of(sak, "associationNumber"));
  out.line("cipher suite", text_of(sak, "cipherSuite"));
  out.line("in use", directions(sak));
  out.line("next packet number", text_of(sak, "nextPacketNumber"));
  out.line("age", age_text(number_member(sak, "ageMs").value_or(0)));
}

void add_counters(Sections& out, const char* name, const Json& counters) {
  bool begun = false;
  for (const auto& [counter, value] : counters.items()) {
    if (!value.is_number_integer() || value.get<std::int64_t>() == 0) continue;
    if (!std::exchange(begun, true)) out.begin(1, name, "those above zero");
    out.line(counter, std::to_string(value.get<std::int64_t>()));
  }
}

}  // namespace

std::string connection_text(const Json& given, const Style& style) {
  const Json connection = respelled(given, style);
  Sections out(style);
  const Json& mka = member(connection, "mka");
  out.begin(0, "connection", text_of(connection, "connectionName"));
  add_policy(out, connection);
  add_guard(out, connection);
  add_device(out, connection);
  add_interop(out, connection);
  add_offload(out, connection);
  add_agreement(out, mka);
  add_reasons(out, connection);
  add_rotation(out, connection);
  for (const Json& key : member(connection, "macSecKeys"))
    add_key(out, key, participant_of(connection, text_of(key, "ckn")));
  add_peers(out, mka);
  add_sak(out, "latest SAK", member(mka, "latestSak"));
  add_sak(out, "old SAK", member(mka, "oldSak"));
  add_counters(out, "SAKs by reason", member(mka, "saksByReason"));
  add_counters(out, "counters", member(connection, "counters"));
  add_counters(out, "dropped MKPDUs", member(mka, "drops"));
  add_counters(out, "refusals", member(mka, "refusals"));
  return out.take();
}

}  // namespace macsecctl
