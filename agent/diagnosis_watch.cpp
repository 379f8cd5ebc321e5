#include "diagnosis_watch.hpp"

#include "clock.hpp"
#include "log.hpp"
#include "mtu.hpp"

namespace macsecd {
namespace {

// Ethernet's own header; the largest packet over the device makes a frame of that, MACsec, and it.
constexpr std::uint32_t ethernet_header = 14;

}  // namespace

// One dump for all; none where it cannot be had.
DiagnosisWatch::Devices DiagnosisWatch::devices() const {
  auto all = world_.kernel.macsec_devices();
  return all ? *std::move(all) : Devices{};
}

DiagnosisFacts DiagnosisWatch::survey(const Connection& connection, const Devices& devices) const {
  DiagnosisFacts facts = connection.diagnosis_facts();
  facts.after = connection.look();
  if (const auto parent = world_.kernel.link(facts.settings.interface)) facts.parent = *parent;
  if (const auto device = world_.kernel.link(facts.settings.device)) facts.device = *device;
  for (const auto& device : devices)
    if (facts.device && device.ifindex == facts.device->ifindex) facts.after.secy = device;
  facts.before = facts.after;
  return facts;
}

void DiagnosisWatch::listen(Watched& watched, const DiagnosisFacts& facts) const {
  if (!facts.parent) return;
  watched.ear = std::make_unique<WireEar>(world_.io, facts.settings.interop.ether_type);
  if (const auto listens = watched.ear->listen(*facts.parent); !listens)
    log::warning(facts.parent->name + ": " + netlink::describe(listens.error()));
}

void DiagnosisWatch::start(const Group& group, mka::Duration time, Done done) {
  began_ = now();
  const Devices present = devices();
  bool plain = true;
  for (Connection* connection : group) {
    const DiagnosisFacts facts = survey(*connection, present);
    watched_.push_back({connection->name(), facts.after});
    if (is_plain(facts) || time.count() == 0) continue;
    plain = false;
    listen(watched_.back(), facts);
    if (facts.after.mka->secured && facts.device)
      connection->probe_path(facts.device->mtu + macsec_overhead + ethernet_header, time);
  }
  if (plain) return done(diagnoses());
  end_.set(began_ + time, [this, done = std::move(done)] { done(diagnoses()); });
}

macsec::Result<DiagnosisWatch::Diagnoses> DiagnosisWatch::diagnoses() const {
  const Devices present = devices();
  Diagnoses out;
  for (const Watched& watched : watched_) {
    const auto connection = connections_.find(watched.name);
    if (!connection) return macsec::Failure{connection.error()};
    DiagnosisFacts facts = survey(**connection, present);
    facts.before = watched.before;
    facts.watched = std::chrono::duration_cast<mka::Duration>(now() - began_);
    if (watched.ear) facts.wire = watched.ear->sample();
    out.emplace_back(watched.name, diagnose(facts));
  }
  return out;
}

}  // namespace macsecd
