// The door for frames: authenticate, decode, and only then hand on; count what is refused and why.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "foreign_ckns.hpp"
#include "mka/config.hpp"
#include "mka/output.hpp"
#include "mka/time.hpp"
#include "outbox.hpp"
#include "participant.hpp"
#include "wire/mkpdu.hpp"

namespace mka {

class Intake {
 public:
  Intake(Outbox& out, const MacAddress& own) : out_(out), own_(own) {}
  // Which frames are taken for MKPDUs at all.
  void heed(const PortPolicy& policy);

  struct Accepted {
    Participant* participant;
    wire::Mkpdu pdu;
  };
  // `find` gives the participant of a CKN, or null.
  std::optional<Accepted> open(Time now, Bytes frame,
                               const std::function<Participant*(const Ckn&)>& find);

  void count(DropReason reason) { ++drops_[static_cast<std::size_t>(reason)]; }
  const std::array<std::uint64_t, drop_reason_count>& drops() const { return drops_; }
  // A CKN that has become one of ours is no longer unknown.
  void now_known(const Ckn& ckn) {
    if (last_unknown_ckn_ == ckn) last_unknown_ckn_.reset();
  }
  const ForeignCkns& foreign_ckns() const { return foreign_ckns_; }
  const std::optional<Ckn>& last_unknown_ckn() const { return last_unknown_ckn_; }

 private:
  bool within_budget(Time now);
  std::optional<Accepted> refuse(DropReason reason);
  void note_unknown(Time now, const wire::Envelope& envelope);
  void note_mismatch(Time now, const wire::Envelope& envelope);

  Outbox& out_;
  MacAddress own_;
  wire::eapol::Hearing hearing_{};
  std::array<std::uint64_t, drop_reason_count> drops_{};
  std::optional<Ckn> last_unknown_ckn_;
  ForeignCkns foreign_ckns_;
  std::optional<Time> unknown_told_;
  std::optional<Time> mismatch_told_;
  Time second_{};  // the budget's present second
  unsigned verified_ = 0;
};

}  // namespace mka
