#include "capture/report.hpp"

#include <map>

#include "capture/association.hpp"
#include "capture/explanation.hpp"

namespace capture {
namespace {

using macsec::Json;

Json head(const CaptureFile& capture) {
  Json out{{"frames", capture.frames},
           {"mkpdus", capture.mkpdus.size()},
           {"macsecFrames", capture.macsec_frames}};
  if (capture.left_out > 0) out["mkpdusLeftOut"] = capture.left_out;
  if (!capture.cut_off.empty()) out["cutOff"] = capture.cut_off;
  return out;
}

class Associations {
 public:
  void observe(const SeenMkpdu& mkpdu) {
    if (!mkpdu.pdu) return;
    const mka::Ckn& ckn = mkpdu.pdu->basic.ckn;
    auto& association = all_[ckn];
    if (!association && all_.size() > limits::associations) {
      all_.erase(ckn);
      return;
    }
    if (!association) association = std::make_unique<Association>(ckn);
    association->observe(mkpdu);
  }
  Json to_json(std::int64_t start, std::int64_t end) {
    Json out = Json::array();
    for (const auto& entry : all_) {
      entry.second->end(end);
      out.push_back(entry.second->to_json(start));
    }
    return out;
  }

 private:
  std::map<mka::Ckn, std::unique_ptr<Association>> all_;
};

}  // namespace

macsec::Result<Json> report(const CaptureFile& capture, const Judge& judge, Detail detail) {
  const auto verdicts = judge(capture.mkpdus);
  if (!verdicts) return macsec::Failure{verdicts.error()};
  Json out{{"capture", head(capture)}};
  if (detail == Detail::frames) out["mkpdus"] = Json::array();
  if (detail == Detail::frames && capture.mkpdus.size() > limits::explained)
    out["capture"]["mkpdusNotShown"] = capture.mkpdus.size() - limits::explained;
  const std::int64_t start = capture.mkpdus.empty() ? 0 : capture.mkpdus.front().time;
  const std::int64_t end = capture.mkpdus.empty() ? 0 : capture.mkpdus.back().time;
  Associations associations;
  for (std::size_t i = 0; i < capture.mkpdus.size(); ++i) {
    const SeenMkpdu seen = look_at(capture.mkpdus[i], (*verdicts)[i]);
    associations.observe(seen);
    if (detail == Detail::summary || i >= limits::explained) continue;
    Json one = explain(seen);
    one["afterSeconds"] = static_cast<double>(seen.time - start) / 1e9;
    out["mkpdus"].push_back(std::move(one));
  }
  out["associations"] = associations.to_json(start, end);
  return out;
}

Json explain_alone(const SeenFrame& frame) { return explain(look_at(frame, {})); }

}  // namespace capture
