// A secret that is to be deleted, and how much of the time until then has passed. Only time in
// which the machine demonstrably ran counts (docs/decisions/0022): it may come late, never early.
#pragma once

#include <chrono>
#include <optional>

#include "control/json.hpp"
#include "control/result.hpp"
#include "secrets/running_time.hpp"
#include "wall_clock.hpp"

namespace macsecd {

class PlannedDeletion {
 public:
  static constexpr const char* facet = "deletion";  // of its secret, in the vault
  static constexpr std::chrono::days soonest{7};
  static constexpr std::chrono::days latest{30};

  // IllegalParam: sooner or later than allowed.
  static macsec::Result<PlannedDeletion> in(std::chrono::seconds length, const RunningTime& present,
                                            WallTime wall);
  static std::optional<PlannedDeletion> from(const macsec::Json& json);

  // Counts what has passed since the last time.
  void advance(const RunningTime& present);
  std::chrono::seconds left() const { return length_ - counted_; }
  bool is_due() const { return counted_ >= length_; }
  // So many days are left and that was not told yet: 7, 3 or 1. It is told from then on.
  std::optional<int> take_reminder();
  // Until the next reminder, or the end.
  std::chrono::seconds until_next() const;
  // For people, by the clock on the wall as it goes now.
  WallTime expected(WallTime wall) const { return wall + left(); }
  WallTime asked_at() const { return asked_at_; }

  friend macsec::Json to_json(const PlannedDeletion& deletion);

 private:
  PlannedDeletion() = default;

  std::chrono::seconds length_{0};
  std::chrono::seconds counted_{0};
  RunningTime mark_;  // when it was counted
  WallTime asked_at_{};
  int reminded_ = 0;  // days left at the last reminder; 0: none was due yet
};

macsec::Json to_json(const PlannedDeletion& deletion);

}  // namespace macsecd
