#include <algorithm>
#include <array>

#include "diagnosis_causes.hpp"

namespace macsecd {
namespace {

bool has_problem(const Symptoms& s, std::string_view code) {
  return s.facts.problem && s.facts.problem->code == code;
}

std::string problem_sentence(const Symptoms& s) { return s.facts.problem->message; }
std::string problem_advice(const Symptoms& s) { return s.facts.problem->more; }

const DiagnosedKey* unreadable_key(const Symptoms& s) {
  for (const DiagnosedKey& key : s.facts.keys)
    if (key.facts.wanted && !key.facts.readable) return &key;
  return nullptr;
}

const DiagnosedKey* later_key(const Symptoms& s) {
  for (const DiagnosedKey& key : s.facts.keys)
    if (key.facts.wanted && !key.facts.starts_on.empty()) return &key;
  return nullptr;
}

bool is_any_wanted(const Symptoms& s) {
  return std::ranges::any_of(s.facts.keys, [](const auto& key) { return key.facts.wanted; });
}

constexpr std::array list{
    Cause{"administratively-down", [](const Symptoms& s) { return !s.facts.settings.admin_up(); },
          [](const Symptoms&) { return std::string("the connection was taken down"); },
          [](const Symptoms& s) { return "macsecctl up " + s.name(); }},
    Cause{"device-moved", [](const Symptoms& s) { return has_problem(s, "device-moved"); },
          problem_sentence, problem_advice},
    Cause{"interface-gone", [](const Symptoms& s) { return !s.facts.parent; },
          [](const Symptoms& s) { return "there is no interface " + s.interface(); },
          [](const Symptoms&) {
            return std::string("see: ip link show; the connection goes on when it appears");
          }},
    Cause{"interface-unsuitable",
          [](const Symptoms& s) { return has_problem(s, "UnsupportedInterface"); },
          problem_sentence, problem_advice},
    Cause{"interface-down", [](const Symptoms& s) { return !s.facts.parent->up; },
          [](const Symptoms& s) { return s.interface() + " is administratively down"; },
          [](const Symptoms& s) { return "ip link set " + s.interface() + " up"; }},
    Cause{"interface-down", [](const Symptoms& s) { return !s.facts.parent->lower_up; },
          [](const Symptoms& s) { return s.interface() + " has no carrier"; },
          [](const Symptoms&) {
            return std::string("look at the cable, and whether the other end's port is up");
          }},
    Cause{"kernel-refused", [](const Symptoms& s) { return s.facts.problem.has_value(); },
          problem_sentence, problem_advice},
    Cause{"kernel-refused", [](const Symptoms& s) { return !s.facts.after.mka.has_value(); },
          [](const Symptoms& s) {
            return s.facts.settings.device + " over " + s.interface() + " is not at work yet";
          },
          [](const Symptoms& s) {
            return "ask again in a moment; then: macsecctl check " + s.interface();
          }},
    Cause{"eapol-not-sent",
          [](const Symptoms& s) {
            const auto& before = s.facts.before.eapol;
            const auto& after = s.facts.after.eapol;
            return after.send_failed > before.send_failed && after.sent == before.sent;
          },
          [](const Symptoms& s) { return "the kernel lets no MKPDU out of " + s.interface(); },
          [](const Symptoms& s) {
            return "look for filters: tc filter show dev " + s.interface() +
                   " egress, nft list ruleset";
          }},
    Cause{"no-key", [](const Symptoms& s) { return !s.secured && !is_any_wanted(s); },
          [](const Symptoms&) { return std::string("no key is associated"); },
          [](const Symptoms& s) { return "macsecctl associate-key " + s.name(); }},
    Cause{"secret-not-readable",
          [](const Symptoms& s) {
            return !s.secured && s.key == nullptr && unreadable_key(s) != nullptr;
          },
          [](const Symptoms& s) {
            const DiagnosedKey& key = *unreadable_key(s);
            const std::string why = key.facts.unreadable_why;
            return "the CAK of CKN " + key.ckn.hex() + " cannot be read" +
                   (why.empty() ? "" : ": " + why);
          },
          [](const Symptoms& s) {
            const std::string& remedy = unreadable_key(s)->facts.unreadable_remedy;
            return remedy.empty() ? "macsecctl keystore status" : remedy;
          }},
    Cause{
        "key-not-started",
        [](const Symptoms& s) { return !s.secured && s.key == nullptr && later_key(s) != nullptr; },
        [](const Symptoms& s) {
          return "the key comes into service at " + later_key(s)->facts.starts_on;
        },
        [](const Symptoms& s) {
          return "wait, or associate a key that serves at once: macsecctl associate-key " +
                 s.name();
        }},
};

}  // namespace

std::span<const Cause> causes_here() { return list; }

}  // namespace macsecd
