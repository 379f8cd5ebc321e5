#include "intake.hpp"

#include "mka/limits.hpp"

namespace mka {

namespace {

using namespace std::chrono_literals;

// Unauthenticated frames cannot make more events than this.
constexpr Duration telling_interval = 10s;

bool tell(std::optional<Time>& told, Time now) {
  if (told && now - *told < telling_interval) return false;
  told = now;
  return true;
}

}  // namespace

void Intake::heed(const PortPolicy& policy) {
  hearing_.ether_type = policy.ether_type;
  hearing_.individual.reset();
  if (wire::eapol::is_individual(policy.destination)) hearing_.individual = own_;
}

std::optional<Intake::Accepted> Intake::refuse(DropReason reason) {
  count(reason);
  return std::nullopt;
}

bool Intake::within_budget(Time now) {
  if (now - second_ >= 1s) {
    second_ = now;
    verified_ = 0;
  }
  return ++verified_ <= limits::verified_mkpdus_per_second;
}

void Intake::note_unknown(Time now, const wire::Envelope& envelope) {
  const bool differs = last_unknown_ckn_ != envelope.ckn;
  last_unknown_ckn_ = envelope.ckn;
  foreign_ckns_.heard(now, envelope.ckn, envelope.sci);
  if (differs && tell(unknown_told_, now))
    out_.event({.kind = EventKind::unknown_ckn, .ckn = envelope.ckn, .peer = envelope.sci});
}

void Intake::note_mismatch(Time now, const wire::Envelope& envelope) {
  if (tell(mismatch_told_, now))
    out_.event({.kind = EventKind::icv_mismatch, .ckn = envelope.ckn, .peer = envelope.sci});
}

std::optional<Intake::Accepted> Intake::open(Time now, Bytes frame,
                                             const std::function<Participant*(const Ckn&)>& find) {
  const auto envelope = wire::open_envelope(frame, hearing_);
  if (!envelope) return refuse(envelope.error());
  Participant* participant = find(envelope->ckn);
  if (participant == nullptr) {
    note_unknown(now, *envelope);
    return refuse(DropReason::unknown_ckn);
  }
  if (envelope->algorithm_agility != wire::algorithm_agility) {
    participant->count_agility_mismatch();
    return refuse(DropReason::agility);
  }
  if (!within_budget(now)) return refuse(DropReason::rate_limited);
  const auto authentic = wire::verify(*envelope, participant->ick());
  if (!authentic) {
    participant->count_icv_mismatch();
    note_mismatch(now, *envelope);
    return refuse(DropReason::icv);
  }
  auto pdu = wire::decode(*authentic);
  if (!pdu) return refuse(pdu.error());
  return Accepted{participant, *std::move(pdu)};
}

}  // namespace mka
