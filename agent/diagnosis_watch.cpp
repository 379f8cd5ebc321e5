#include "diagnosis_watch.hpp"

#include <algorithm>

#include "clock.hpp"
#include "log.hpp"
#include "mtu.hpp"

namespace macsecd {
namespace {

// Ethernet's own header; the largest packet over the device makes a frame of that, MACsec, and it.
constexpr std::uint32_t ethernet_header = 14;

}  // namespace

Look DiagnosisWatch::look(const Connection& connection) const {
  Look out = connection.look();
  const auto device = world_.kernel.link(connection.settings().device);
  const auto all = world_.kernel.macsec_devices();
  if (!device || !all) return out;
  for (const auto& one : *all)
    if (one.ifindex == device->ifindex) out.secy = one;
  return out;
}

DiagnosisFacts DiagnosisWatch::survey(const Connection& connection) const {
  DiagnosisFacts facts = connection.diagnosis_facts();
  if (const auto parent = world_.kernel.link(facts.settings.interface)) facts.parent = *parent;
  if (const auto device = world_.kernel.link(facts.settings.device)) facts.device = *device;
  facts.after = look(connection);
  facts.before = facts.after;
  return facts;
}

void DiagnosisWatch::listen(Watched& watched, const Connection& connection) const {
  const auto parent = world_.kernel.link(connection.settings().interface);
  if (!parent) return;
  watched.ear =
      std::make_unique<WireEar>(world_.io, connection.settings().interop.ether_type);
  if (const auto listens = watched.ear->listen(*parent); !listens)
    log::warning(parent->name + ": " + netlink::describe(listens.error()));
}

void DiagnosisWatch::probe(Connection& connection, mka::Duration time) const {
  const auto device = world_.kernel.link(connection.settings().device);
  if (!device || !connection.is_secured()) return;
  connection.probe_path(device->mtu + macsec_overhead + ethernet_header, time);
}

void DiagnosisWatch::start(const Group& group, mka::Duration time, Done done) {
  began_ = now();
  const bool plain = std::ranges::all_of(
      group, [&](const Connection* connection) { return is_plain(survey(*connection)); });
  const bool watches = !plain && time.count() > 0;
  for (Connection* connection : group) {
    Watched watched{connection->name(), look(*connection)};
    if (watches) listen(watched, *connection);
    if (watches) probe(*connection, time);
    watched_.push_back(std::move(watched));
  }
  if (!watches) return done(diagnoses());
  end_.set(began_ + time, [this, done = std::move(done)] { done(diagnoses()); });
}

macsec::Result<DiagnosisWatch::Diagnoses> DiagnosisWatch::diagnoses() const {
  Diagnoses out;
  for (const Watched& watched : watched_) {
    const auto connection = connections_.find(watched.name);
    if (!connection) return macsec::Failure{connection.error()};
    DiagnosisFacts facts = survey(**connection);
    facts.before = watched.before;
    facts.watched = std::chrono::duration_cast<mka::Duration>(now() - began_);
    if (watched.ear) facts.wire = watched.ear->sample();
    out.emplace_back(watched.name, diagnose(facts));
  }
  return out;
}

}  // namespace macsecd
