// From secured to clear text without a lost frame. The ends notice at different times, up to an MKA
// Life Time apart, and until then the other one takes protected frames only. So whoever notices
// accepts clear text at once, goes on transmitting protected until the other must have noticed,
// too, and keeps receiving what is protected for as long again.
#include <algorithm>

#include "secure_associations.hpp"

namespace mka {

void SecureAssociations::fall_back(Time now, Time until) {
  // Being switched over, nobody knows which SA the SecY transmits with.
  if (latest_ && latest_->enable_op && !latest_->transmits) return delete_all();
  if (latest_ && latest_->transmits) {
    retire_old(now);
    latest_becomes_old();
  } else {
    abandon_latest(now);
  }
  for (InstalledSak& stray : strays_) stray.outlives_peers = true;
  if (in_use() == nullptr) return;
  if (!fallback_until_) fallback_until_ = until;
  old_->outlives_peers = true;
}

void SecureAssociations::stop_protecting(Time now) {
  if (fallback_until_ && now >= *fallback_until_) old_->transmits = false;
}

void SecureAssociations::end_fallback(Time now) {
  if (!fallback_until_ || old_->transmits) return;
  fallback_until_.reset();
  retire_old(now);
}

// Whose agent has ended goes on protecting: as long as it does, it is heard.
void SecureAssociations::heed_stray(Time now, const SecyCounters::ReceiveSa& sa) {
  for (InstalledSak& stray : strays_) {
    if (!stray.outlives_peers || stray.agreed.ki != sa.ki || stray.agreed.an != sa.an) continue;
    for (auto& receiver : stray.receivers) {
      if (receiver.sci != sa.sci || sa.next_pn <= receiver.highest_pn + 1) continue;
      receiver.highest_pn = sa.next_pn - 1;
      strays_until_ = now + longest_stray;
    }
  }
}

bool SecureAssociations::outlives_peers(const Sci& sci) const {
  const auto holds = [&](const InstalledSak& sak) {
    return (sak.outlives_peers || (old_ && &sak == &*old_ && sak.adopted())) &&
           std::ranges::find(sak.receivers, sci, &InstalledSak::Receiver::sci) !=
               sak.receivers.end();
  };
  return (old_ && holds(*old_)) || std::ranges::any_of(strays_, holds);
}

}  // namespace mka
