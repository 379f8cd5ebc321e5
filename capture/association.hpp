// What the MKPDUs of one CA tell together: members, key servers, SAKs, and what should not be.
#pragma once

#include <memory>

#include "capture/key_servers.hpp"
#include "capture/members.hpp"
#include "capture/sak_history.hpp"

namespace capture {

class Association {
 public:
  explicit Association(const mka::Ckn& ckn) : ckn_(ckn) {}
  Association(const Association&) = delete;
  Association& operator=(const Association&) = delete;

  // In the order of the capture. What is not authentic, or malformed, is noted and changes nothing.
  void observe(const SeenMkpdu& mkpdu);
  void end(std::int64_t time) { saks_.end(time); }
  macsec::Json to_json(std::int64_t start) const;

 private:
  mka::Ckn ckn_;
  std::uint64_t mkpdus_ = 0;
  std::uint64_t authentic_ = 0;
  std::uint64_t wrong_icvs_ = 0;
  Anomalies anomalies_;
  Members members_{anomalies_};
  KeyServers servers_{members_, anomalies_};
  SakHistory saks_{members_, anomalies_};
};

}  // namespace capture
