// What the facts of a diagnosis show.
#pragma once

#include "diagnosis_facts.hpp"

namespace macsecd {

// By how much a counter grew; one that went back began anew.
std::uint64_t grown(std::uint64_t before, std::uint64_t after);

// What the SecY counted while it was watched.
struct DataSeen {
  std::uint64_t sent = 0;      // protected by us
  std::uint64_t accepted = 0;  // protected by the peer
  std::uint64_t refused = 0;   // with a SecTAG, and not valid under any SAK in use
  std::uint64_t late = 0;      // outside of the replay window
  std::uint64_t missing = 0;   // packet numbers of the peer that never came
  std::uint64_t untagged = 0;  // in clear
  std::uint64_t too_long = 0;  // of our own, for the parent
  std::uint64_t overdue = 0;   // that the peer has sent, as it says, after the last that came
};

struct Symptoms {
  explicit Symptoms(const DiagnosisFacts& facts);

  const DiagnosisFacts& facts;
  const DiagnosedKey* key = nullptr;  // that has come farthest of those that are in service
  const mka::ParticipantStatus* participant = nullptr;  // of that key
  bool secured = false;
  bool live = false;
  // It was watched for longer than a peer is silent: what was not heard, is not there.
  bool watched_enough = false;
  // While it was watched; if that was not enough, since the key is being tried.
  std::uint64_t heard = 0;  // MKPDUs, whosoever
  std::uint64_t accepted = 0;  // those under this key
  std::uint64_t icv_mismatches = 0;
  std::uint64_t agility_mismatches = 0;
  std::uint64_t duplicate_scis = 0;
  std::vector<mka::ForeignCkn> foreign{};
  DataSeen data{};

  std::uint64_t drops(mka::DropReason reason) const;
  // Drops that no peer in order causes.
  std::uint64_t malformed() const;
  const std::string& name() const { return facts.settings.name; }
  const std::string& interface() const { return facts.settings.interface; }
};

}  // namespace macsecd
