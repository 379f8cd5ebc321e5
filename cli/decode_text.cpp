#include "decode_text.hpp"

#include "control/member.hpp"
#include "mkpdu_text.hpp"
#include "sections.hpp"

namespace macsecctl {
namespace {

using macsec::Json;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string text(const Json& of, std::string_view name) {
  return text_member(of, name).value_or("?");
}
std::string number(const Json& of, std::string_view name) {
  return std::to_string(number_member(of, name).value_or(0));
}

std::string moment(const Json& at) {
  const auto frame = number_member(at, "frame");
  return after_text(at) + (frame ? " (frame " + std::to_string(*frame) + ")" : "");
}

// " since +2.0 s (frame 5)", or nothing.
std::string part(const Json& of, const char* name, const char* words) {
  const Json& at = member(of, name);
  return at.is_object() ? std::string(words) + " " + moment(at) : "";
}

void add_members(Sections& out, const Json& ca) {
  for (const Json& one : member(ca, "members"))
    out.line("member", text(one, "sci") + ", MI " + text(one, "mi") + ", priority " +
                           number(one, "keyServerPriority") + ", MKA version " +
                           number(one, "mkaVersion") + ", " + number(one, "mkpdus") + " MKPDUs" +
                           part(one, "first", " from") + part(one, "last", " to"));
}

void add_pairs(Sections& out, const Json& ca) {
  for (const Json& pair : member(ca, "liveTogether")) {
    const Json& scis = member(pair, "scis");
    if (scis.size() != 2) continue;
    out.line("live together", scis[0].get<std::string>() + " and " + scis[1].get<std::string>() +
                                  part(pair, "since", " since") + part(pair, "until", " until"));
  }
}

void add_servers(Sections& out, const Json& ca) {
  for (const Json& term : member(ca, "keyServers"))
    out.line("key server", text(term, "sci") + ", priority " + number(term, "keyServerPriority") +
                               part(term, "since", " since"));
}

std::string distribution(const Json& sak) {
  if (!sak.contains("firstDistributed")) return "not in this capture";
  return "by " + text(sak, "serverSci") + part(sak, "firstDistributed", " at") + ", " +
         number(sak, "timesDistributed") +
         (number(sak, "timesDistributed") == "1" ? " time" : " times");
}

void add_sak(Sections& out, const Json& sak) {
  out.begin(1, "SAK",
            text(sak, "keyIdentifier") + " AN " + number(sak, "associationNumber") +
                (sak.contains("cipherSuite") ? " " + text(sak, "cipherSuite") : ""));
  out.line("distributed", distribution(sak));
  for (const Json& use : member(sak, "members")) {
    const std::string told = part(use, "receivesSince", " receives since") +
                             part(use, "transmitsSince", " transmits since") +
                             part(use, "transmitsUntil", " until") + part(use, "until", " gone");
    out.line(text(use, "sci"), told.empty() ? "has not installed it" : told.substr(1));
  }
  if (sak.contains("retired"))
    out.line("retired", moment(sak["retired"]));
  else
    out.line("at the end", "in use");
}

void add_anomalies(Sections& out, const Json& ca) {
  out.begin(1, "anomalies", std::to_string(member(ca, "anomalies").size()));
  for (const Json& one : member(ca, "anomalies"))
    out.line(moment(one), text(one, "code") + ": " + text(one, "message"), Colour::yellow);
  if (ca.contains("anomaliesLeftOut")) out.line("more", number(ca, "anomaliesLeftOut"));
}

std::string association(const Json& ca, const Style& style) {
  Sections out(style);
  out.begin(0, "CKN", ckn_text(ca));
  const auto wrong = number_member(ca, "wrongIcvs").value_or(0);
  out.line("MKPDUs",
           number(ca, "mkpdus") + ", " + number(ca, "authentic") + " with the ICV verified, " +
               std::to_string(wrong) + " with a wrong one",
           wrong > 0 ? Colour::red : Colour::plain);
  add_members(out, ca);
  add_pairs(out, ca);
  add_servers(out, ca);
  for (const Json& sak : member(ca, "saks")) add_sak(out, sak);
  add_anomalies(out, ca);
  return out.take();
}

std::string head(const Json& capture) {
  std::string line = number(capture, "frames") + " frames: " + number(capture, "mkpdus") +
                     " MKPDUs, " + number(capture, "macsecFrames") + " protected by MACsec\n";
  if (capture.contains("mkpdusLeftOut"))
    line += number(capture, "mkpdusLeftOut") + " further MKPDUs are not looked at: too many\n";
  if (capture.contains("mkpdusNotShown"))
    line +=
        "the last " + number(capture, "mkpdusNotShown") + " are not shown one by one: too many\n";
  if (capture.contains("cutOff")) line += "the file ends early: " + text(capture, "cutOff") + "\n";
  return line;
}

}  // namespace

std::string decode_text(const Json& report, const Style& style) {
  std::string out = head(member(report, "capture"));
  const Json& mkpdus = member(report, "mkpdus");
  if (!mkpdus.empty()) out += "first MKPDU: " + text(mkpdus.front(), "time") + "\n";
  for (const Json& mkpdu : mkpdus) out += "\n" + mkpdu_text(mkpdu, after_text(mkpdu), style);
  for (const Json& ca : member(report, "associations")) out += "\n" + association(ca, style);
  return out;
}

}  // namespace macsecctl
