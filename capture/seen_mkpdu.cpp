#include "capture/seen_mkpdu.hpp"

namespace capture {
namespace {

using namespace mka::wire;
using mka::DropReason;

// As a receiver does, but what is wrong with one set does not keep the others from being shown.
class Walk {
 public:
  // Behind the Basic set, which is in `seen` already.
  Walk(SeenMkpdu& seen, const Reader& sets) : seen_(seen), in_(sets) {}

  void go() {
    if (seen_.pdu->basic.mn == 0) fault(DropReason::mn_zero);
    if (seen_.pdu->basic.mi.is_zero()) fault(DropReason::mi_zero);
    while (in_.remaining() != 0 && in_.ok()) next_set();
    if (!in_.ok()) fault(DropReason::param_overrun);
  }

 private:
  void fault(DropReason reason) { seen_.faults.push_back(reason); }

  void next_set() {
    const SetHeader header = read_set_header(in_);
    if (header.type == set_type::icv_indicator) return note_indicator(header);
    const mka::Bytes body = read_set_body(in_, header.body_size);
    if (!in_.ok()) return;
    seen_.pdu->order.push_back(header.type);
    take({header, body});
  }

  // Its body is the ICV, which is cut off before.
  void note_indicator(const SetHeader& header) {
    if (header.body_size != icv_size || in_.remaining() != 0) {
      fault(DropReason::icv_indicator);
      in_ = Reader({});
    }
    seen_.pdu->icv_indicator = true;
  }

  void take(const ParameterSet& set) {
    Mkpdu& pdu = *seen_.pdu;
    switch (set.header.type) {
      case set_type::live_peer_list:
        return keep(pdu.live, set, decode_peer_list(set), DropReason::peer_list_length);
      case set_type::potential_peer_list:
        return keep(pdu.potential, set, decode_peer_list(set), DropReason::peer_list_length);
      case set_type::sak_use:
        return keep(pdu.sak_use, set, decode_sak_use(set), DropReason::sak_use_length);
      case set_type::distributed_sak:
        return keep(pdu.distributed_sak, set, decode_distributed_sak(set), DropReason::dsak_length);
      case set_type::announcement:
        return keep(pdu.announcement, set, decode_announcement(set), DropReason::announcement_tlv);
      case set_type::xpn:
        return keep(pdu.xpn, set, decode_xpn(set, pdu.basic.mka_version), DropReason::xpn_length);
      default:
        note(set);
    }
  }

  void note(const ParameterSet& set) {
    seen_.others.push_back({set.header.type, set.header.body_size});
  }

  template <typename Set>
  void keep(std::optional<Set>& place, const ParameterSet& set, std::optional<Set> decoded,
            DropReason if_not) {
    if (place) return note(set);
    if (!decoded) {
      fault(if_not);
      return note(set);
    }
    place = std::move(decoded);
  }

  SeenMkpdu& seen_;
  Reader in_;
};

}  // namespace

SeenMkpdu look_at(const SeenFrame& frame, const Verdict& verdict) {
  SeenMkpdu seen{.number = frame.number,
                 .time = frame.time,
                 .vlans = frame.vlans,
                 .size = frame.octets.size(),
                 .destination = {},
                 .source = {},
                 .ether_type = 0,
                 .verdict = verdict};
  Reader head(frame.view());
  seen.destination.octets = head.array<6>();
  seen.source.octets = head.array<6>();
  seen.ether_type = head.u16();
  const auto envelope = open_envelope(frame.view(), eapol::hearing_of_onlooker(frame.view()));
  if (!envelope) {
    seen.faults.push_back(envelope.error());
    return seen;
  }
  Reader sets(envelope->parameter_sets);
  const auto basic = decode_basic(sets);
  if (!basic) return seen;  // the envelope has seen to it
  seen.pdu = Mkpdu{.basic = *basic};
  Walk(seen, sets).go();
  if (envelope->algorithm_agility != algorithm_agility) seen.faults.push_back(DropReason::agility);
  return seen;
}

}  // namespace capture
