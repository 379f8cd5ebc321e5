#include "capture/association.hpp"

namespace capture {

void Association::observe(const SeenMkpdu& mkpdu) {
  const Moment at{mkpdu.time, mkpdu.number};
  const std::string who = mka::to_string(mkpdu.pdu->basic.sci);
  ++mkpdus_;
  if (mkpdu.verdict.icv == Verdict::Icv::right) ++authentic_;
  if (mkpdu.verdict.icv == Verdict::Icv::wrong) {
    ++wrong_icvs_;
    return anomalies_.add(
        at, "icv-wrong",
        who + ": the ICV is wrong: another CAK under this CKN, or a changed frame");
  }
  if (!mkpdu.faults.empty())
    return anomalies_.add(
        at, "malformed",
        who + ": a receiver drops it: " + std::string(mka::to_string(mkpdu.faults.front())));
  if (!members_.observe(mkpdu)) return;
  servers_.observe(mkpdu);
  saks_.observe(mkpdu);
}

macsec::Json Association::to_json(std::int64_t start) const {
  macsec::Json out{{"ckn", ckn_.hex()}};
  if (const auto text = printable(ckn_)) out["cknText"] = *text;
  out["mkpdus"] = mkpdus_;
  out["authentic"] = authentic_;
  out["wrongIcvs"] = wrong_icvs_;
  out["members"] = members_.to_json(start);
  out["liveTogether"] = members_.together_json(start);
  out["keyServers"] = servers_.to_json(start);
  out["saks"] = saks_.to_json(start);
  out["anomalies"] = anomalies_.to_json(start);
  if (anomalies_.left_out() > 0) out["anomaliesLeftOut"] = anomalies_.left_out();
  return out;
}

}  // namespace capture
