// A peer is there that has the key too, and yet no SAK protects the traffic.
#include <algorithm>
#include <array>

#include "diagnosis_causes.hpp"

namespace macsecd {
namespace {

// An MKA life time: a SAK takes a part of it.
constexpr mka::Duration time_for_a_sak{6000};

const KeyFacts& key(const Symptoms& s) { return s.key->facts; }

bool had_time(const Symptoms& s) {
  return s.participant->live_for.value_or(mka::Duration{0}) >= time_for_a_sak;
}

bool is_suite_refused(const Symptoms& s) {
  return key(s).refusal == mka::RefuseReason::suite_not_accepted ||
         key(s).refusal == mka::RefuseReason::suite_unknown;
}

std::string offered_suite(const Symptoms& s) {
  return key(s).refused_suite ? std::string(mka::to_string(*key(s).refused_suite))
                              : std::string("a cipher suite that is not known here");
}

bool is_peer_without_macsec(const Symptoms& s) {
  return key(s).macsec_not_desired ||
         std::ranges::all_of(s.participant->live, [](const mka::PeerStatus& peer) {
           return peer.capability == mka::MacsecCapability::none;
         });
}

std::string server(const Symptoms& s) {
  const auto& served = s.participant->key_server;
  return "the key server " + (served ? mka::to_string(served->sci) : std::string("?"));
}

bool is_not_taken_up(const Symptoms& s) {
  return s.participant->elected_self && s.facts.after.mka->saks_distributed > 0 &&
         (key(s).sak_not_taken_up || had_time(s));
}

constexpr std::array list{
    Cause{"sak-install-failed", [](const Symptoms& s) { return !key(s).sak_failure.empty(); },
          [](const Symptoms& s) { return "the kernel refused the SAK: " + key(s).sak_failure; },
          [](const Symptoms& s) {
            return "macsecctl check " + s.interface() +
                   " tries the cipher suite; the kernel's log may say more: dmesg";
          }},
    Cause{"cipher-not-allowed", is_suite_refused,
          [](const Symptoms& s) {
            return "the key server distributes " + offered_suite(s) + ", and ours is " +
                   std::string(mka::to_string(s.facts.suite));
          },
          [](const Symptoms& s) {
            return "set the same suite at both ends, or let it impose its own: macsecctl "
                   "update-connection " +
                   s.name() + " --accept-cipher-suites " + offered_suite(s);
          }},
    Cause{"peer-macsec-not-desired", is_peer_without_macsec,
          [](const Symptoms&) {
            return std::string("the peer takes part in MKA and does not want MACsec");
          },
          [](const Symptoms&) {
            return std::string("let the other end protect this port (must-secure, macsec desired)");
          }},
    Cause{"no-key-server",
          [](const Symptoms& s) { return !s.participant->key_server && had_time(s); },
          [](const Symptoms&) {
            return std::string("neither end is willing to be the key server (priority 255)");
          },
          [](const Symptoms& s) {
            return "macsecctl update-connection " + s.name() +
                   " --priority 16, or at the other end";
          }},
    Cause{"no-sak-from-key-server", [](const Symptoms& s) { return key(s).refusal.has_value(); },
          [](const Symptoms& s) {
            return "the SAK of " + server(s) +
                   " is refused: " + std::string(mka::to_string(*key(s).refusal));
          },
          [](const Symptoms& s) {
            return key(s).refusal == mka::RefuseReason::ssci_mismatch
                       ? "macsecctl update-connection " + s.name() +
                             " --ssci-mode live-list, or sci"
                       : std::string("compare the settings of both ends; macsecctl show ") +
                             s.name() + " counts the refusals";
          }},
    Cause{"cipher-not-allowed", is_not_taken_up,
          [](const Symptoms& s) {
            return "the peer does not take up our SAK of " +
                   std::string(mka::to_string(s.facts.suite));
          },
          [](const Symptoms&) {
            return std::string(
                "allow our cipher suite at the other end, or --cipher-suite what it has; its own "
                "log says if it failed to install the SAK");
          }},
    Cause{"no-sak-from-key-server",
          [](const Symptoms& s) {
            return !s.participant->elected_self && (key(s).no_sak || had_time(s));
          },
          [](const Symptoms& s) { return server(s) + " makes no SAK for us"; },
          [](const Symptoms& s) {
            return "look at the other end, which decides; or serve here: macsecctl "
                   "update-connection " +
                   s.name() + " --priority 0";
          }},
    Cause{"under-way", [](const Symptoms&) { return true; },
          [](const Symptoms&) {
            return std::string("the key agreement with the peer goes on just now");
          },
          [](const Symptoms& s) { return "macsecctl wait " + s.name() + " --secured"; }},
};

}  // namespace

std::span<const Cause> causes_without_sak() { return list; }

}  // namespace macsecd
