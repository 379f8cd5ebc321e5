// A SAK protects the traffic, as MKA sees it, and yet frames do not pass.
#include <algorithm>
#include <array>

#include "diagnosis_causes.hpp"

namespace macsecd {
namespace {

// Single ones may be of the SAK before, or anybody's.
constexpr std::uint64_t enough = 3;
// The octets of Ethernet's own header.
constexpr std::size_t header = 14;

bool is_refused(const Symptoms& s) {
  const auto& mka = s.facts.after.mka;
  return (s.data.refused >= enough && s.data.accepted == 0) || (mka && mka->data_plane_mismatch);
}

bool is_in_software(const Symptoms& s) {
  return s.facts.after.secy && s.facts.after.secy->offload == netlink::Offload::off;
}

// Whose counters hardware keeps, may never move.
bool is_nothing_arriving(const Symptoms& s) {
  return is_in_software(s) && s.data.overdue >= enough && s.data.accepted == 0 &&
         s.data.refused == 0;
}

bool lacks_transmit_sa(const Symptoms& s) {
  return is_in_software(s) && !s.facts.after.secy->operational;
}

const std::optional<mka::PathProbeStatus>& probe(const Symptoms& s) {
  return s.facts.after.paths.probe;
}

bool is_path_too_small(const Symptoms& s) {
  return s.facts.watched.count() > 0 && probe(s) && probe(s)->heard == 0 &&
         probe(s)->passed_over >= 2;
}

std::string mtu_of_parent(const Symptoms& s) {
  return std::to_string(s.facts.parent ? s.facts.parent->mtu : 0);
}

const Reason* mtu_problem(const Symptoms& s) {
  const auto found = std::ranges::find(s.facts.reasons, "mtu-too-small", &Reason::code);
  return found == s.facts.reasons.end() ? nullptr : &*found;
}

constexpr std::array list{
    Cause{"device-down", [](const Symptoms& s) { return s.facts.device && !s.facts.device->up; },
          [](const Symptoms& s) { return s.facts.device->name + " is administratively down"; },
          [](const Symptoms& s) {
            return "ip link set " + s.facts.device->name + " up, unless a LAG holds it out";
          }},
    Cause{"data-plane-mismatch", is_refused,
          [](const Symptoms& s) {
            return "what the peer protects arrives and is refused: " +
                   std::to_string(s.data.refused) + " frames, and " +
                   std::to_string(s.data.accepted) + " accepted";
          },
          [](const Symptoms& s) {
            return "a fresh SAK is made by itself; if it stays so, start both ends over: macsecctl "
                   "down " +
                   s.name() + " && macsecctl up " + s.name();
          }},
    Cause{"data-plane-mismatch", lacks_transmit_sa,
          [](const Symptoms& s) {
            return "somebody took the transmit SA from " + s.facts.settings.device +
                   ": nothing is sent";
          },
          [](const Symptoms& s) {
            return "leave the SAs of " + s.facts.settings.device +
                   " to macsecd; a fresh SAK mends it: macsecctl rekey " + s.name();
          }},
    Cause{"data-plane-mismatch", is_nothing_arriving,
          [](const Symptoms& s) {
            return "the peer protects frames and none arrives: " + std::to_string(s.data.overdue) +
                   " were sent since the last that came";
          },
          [](const Symptoms&) {
            return std::string(
                "something on the way drops MACsec frames (EtherType 88e5), though it lets EAPOL "
                "pass");
          }},
    Cause{"mtu-too-small", is_path_too_small,
          [](const Symptoms& s) {
            return "the path drops large frames: of " + std::to_string(probe(s)->sent) +
                   " MKPDUs of " + std::to_string(probe(s)->frame_octets) +
                   " octets the peer heard none, and the small ones between";
          },
          [](const Symptoms& s) {
            return "let the path carry an MTU of " +
                   std::to_string(probe(s)->frame_octets - header) +
                   "; or smaller packets at both ends: macsecctl update-connection " + s.name() +
                   " --mtu 1280";
          }},
    Cause{"mtu-too-small", [](const Symptoms& s) { return mtu_problem(s) != nullptr; },
          [](const Symptoms& s) { return mtu_problem(s)->message; },
          [](const Symptoms& s) { return mtu_problem(s)->more; }},
    Cause{"mtu-too-small", [](const Symptoms& s) { return s.data.too_long > 0; },
          [](const Symptoms& s) {
            return std::to_string(s.data.too_long) + " frames were too long for the MTU of " +
                   s.interface() + ", " + mtu_of_parent(s);
          },
          [](const Symptoms& s) {
            return "macsecctl update-connection " + s.name() + " --mtu raise-parent";
          }},
    Cause{"frames-out-of-order", [](const Symptoms& s) { return s.data.late >= enough; },
          [](const Symptoms& s) {
            return std::to_string(s.data.late) + " frames came too late for the replay window of " +
                   std::to_string(s.facts.settings.replay_window);
          },
          [](const Symptoms&) {
            return std::string(
                "something on the way reorders frames: mend that, or create the connection with a "
                "replay window");
          }},
    Cause{"frames-lost", [](const Symptoms& s) { return s.data.missing >= enough; },
          [](const Symptoms& s) {
            return std::to_string(s.data.missing) + " frames of the peer were lost on the way, " +
                   std::to_string(s.data.accepted) + " arrived";
          },
          [](const Symptoms& s) {
            return "look at the counters of the link (ethtool -S " + s.interface() +
                   "), and ask the other end the same: large frames alone may be lost there";
          }},
    Cause{"frames-refused", [](const Symptoms& s) { return s.data.refused >= enough; },
          [](const Symptoms& s) {
            return std::to_string(s.data.refused) + " frames were refused beside " +
                   std::to_string(s.data.accepted) + " that were accepted";
          },
          [](const Symptoms&) {
            return std::string("another station protects frames on this link, or forges them");
          }},
};

}  // namespace

std::span<const Cause> causes_without_traffic() { return list; }

}  // namespace macsecd
