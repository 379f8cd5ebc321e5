// Watches connections for a while and diagnoses them then: what comes and goes tells more than what
// is.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "alarm.hpp"
#include "connections.hpp"
#include "diagnosis.hpp"
#include "wire_ear.hpp"
#include "world.hpp"

namespace macsecd {

class DiagnosisWatch {
 public:
  using Diagnoses = std::vector<std::pair<std::string, Diagnosis>>;  // by connection
  using Done = std::function<void(const macsec::Result<Diagnoses>&)>;

  // Both outlive it.
  DiagnosisWatch(const World& world, Connections& connections)
      : world_(world), connections_(connections), end_(world.io) {}

  // `done` is called once: before this returns if nothing is gained by watching, else from the
  // loop, and may let go of us.
  void start(const Group& group, mka::Duration time, Done done);

 private:
  struct Watched {
    std::string name;
    Look before{};
    std::unique_ptr<WireEar> ear{};
  };
  using Devices = std::vector<netlink::MacsecDevice>;
  Devices devices() const;
  DiagnosisFacts survey(const Connection& connection, const Devices& devices) const;
  void listen(Watched& watched, const DiagnosisFacts& facts) const;
  macsec::Result<Diagnoses> diagnoses() const;

  const World& world_;
  Connections& connections_;
  Alarm end_;
  mka::Time began_{};
  std::vector<Watched> watched_;
};

}  // namespace macsecd
