// What became of the data frames that the network delivered: accepted, or refused and why.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "model_secy.hpp"
#include "transmit_watch.hpp"

namespace sim {

class Ledger {
 public:
  void enter(PortId from, PortId to, Verdict verdict) {
    ++paths_[{from, to}][static_cast<std::size_t>(verdict)];
  }
  // A port that had data to send and no way to.
  void held_back(PortId from) { ++held_back_[from]; }
  void forget();

  std::uint64_t accepted(PortId from, PortId to) const;
  // Refused by the receiver's SecY; what the network lost does not count.
  std::uint64_t refused(PortId from, PortId to) const;
  std::uint64_t held(PortId from) const;
  // Refused on any path, or held back.
  std::uint64_t lost() const;
  std::string text() const;

 private:
  using Counts = std::array<std::uint64_t, 8>;
  std::map<std::pair<PortId, PortId>, Counts> paths_;
  std::map<PortId, std::uint64_t> held_back_;
};

}  // namespace sim
