#include "diagnosis.hpp"

#include <algorithm>

#include "describe.hpp"
#include "diagnosis_causes.hpp"
#include "diagnosis_evidence.hpp"

namespace macsecd {
namespace {

Reason reason_of(const Cause& cause, const Symptoms& s) {
  return {cause.code, cause.sentence(s), cause.advice(s)};
}

const Cause* first_of(std::span<const Cause> causes, const Symptoms& s) {
  const auto found =
      std::find_if(causes.begin(), causes.end(), [&](const Cause& c) { return c.applies(s); });
  return found == causes.end() ? nullptr : &*found;
}

const Cause* cause_of(const Symptoms& s) {
  if (const Cause* here = first_of(causes_here(), s)) return here;
  if (s.secured) return first_of(causes_without_traffic(), s);
  return first_of(s.live ? causes_without_sak() : causes_without_peer(), s);
}

Reason healthy(const Symptoms& s) {
  const bool flows = s.data.sent > 0 || s.data.accepted > 0;
  return {"healthy",
          flows ? "the traffic is protected both ways" : "secured; no traffic was seen meanwhile",
          ""};
}

// Words of the same thing under another name do not count twice.
void add(std::vector<Reason>& also, const Reason& verdict, Reason more) {
  const auto same = [&](const Reason& one) {
    return one.code == more.code || one.message == more.message;
  };
  if (!same(verdict) && std::ranges::none_of(also, same)) also.push_back(std::move(more));
}

void add_others(std::vector<Reason>& also, const Reason& verdict, const Symptoms& s) {
  if (s.secured)
    for (const Cause& cause : causes_without_traffic())
      if (cause.applies(s)) add(also, verdict, reason_of(cause, s));
  for (const Reason& reason : s.facts.reasons) add(also, verdict, reason);
  if (s.participant != nullptr && s.participant->live.size() > 1)
    add(also, verdict,
        {"multiple-peers",
         std::to_string(s.participant->live.size()) + " stations share the key on this link",
         "between two routers there should be one"});
  for (const DiagnosedKey& key : s.facts.keys) {
    if (&key == s.key || !key.facts.wanted || key.verdict.state != KeyState::failed) continue;
    for (const Reason& reason : key.verdict.reasons)
      add(also, verdict,
          {reason.code, "key " + key.ckn.hex() + ": " + reason.message, reason.more});
  }
}

}  // namespace

Diagnosis diagnose(const DiagnosisFacts& facts) {
  const Symptoms symptoms(facts);
  const Cause* cause = cause_of(symptoms);
  Diagnosis out{cause != nullptr ? reason_of(*cause, symptoms) : healthy(symptoms)};
  add_others(out.also, out.verdict, symptoms);
  out.evidence = evidence_of(symptoms);
  return out;
}

bool is_plain(const DiagnosisFacts& facts) {
  return first_of(causes_here(), Symptoms(facts)) != nullptr;
}

macsec::Json describe(const std::string& connection, const Diagnosis& diagnosis) {
  macsec::Json out = describe(diagnosis.verdict);
  out["connectionName"] = connection;
  out["healthy"] = diagnosis.healthy();
  out["evidence"] = macsec::Json::array();
  for (const Evidence& one : diagnosis.evidence)
    out["evidence"].push_back(
        {{"name", one.name}, {"message", one.message}, {"figures", macsec::Json(one.figures)}});
  out["also"] = describe(diagnosis.also);
  return out;
}

}  // namespace macsecd
