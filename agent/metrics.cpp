#include "metrics.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>

#include "metric_set.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using Labels = MetricSet::Labels;

Labels with(Labels labels, const std::string& name, std::string_view value) {
  labels.push_back({name, std::string(value)});
  return labels;
}

void add_state(MetricSet& set, const ConnectionView& c, const Labels& of) {
  const bool secured = c.mka && c.mka->secured;
  const bool open = c.link_up && c.mka && c.mka->open;
  set.gauge("macsecd_connection_secured", "1: MKA has secured the link, both ways", of, secured);
  set.gauge("macsecd_connection_link_up", "1: the interface has link", of, c.link_up);
  set.gauge("macsecd_connection_open", "1: frames of users pass, protected or in clear", of, open);
  set.gauge("macsecd_connection_in_clear", "1: unprotected traffic passes", of,
            c.in_clear_since.has_value());
  set.counter("macsecd_connection_clear_seconds_total",
              "seconds in which unprotected traffic could pass, ever", of,
              static_cast<double>(c.clear_seconds));
  set.state("macsecd_connection_state", "1 for the present state", of, "state",
            {"pending", "available", "down"}, to_string(c.state));
  set.state("macsecd_connection_encryption_mode", "1 for the mode that is set", of, "mode",
            {"must_encrypt", "should_encrypt", "no_encrypt"}, to_string(c.settings.mode));
  for (const Reason& reason : c.reasons)
    set.gauge("macsecd_connection_reason", "1 for each reason that the state has",
              with(of, "code", reason.code), 1);
}

void add_key(MetricSet& set, const KeyView& key, const Labels& of) {
  set.state("macsecd_key_state", "1 for the present state of the key", of, "state",
            {"associating", "associated", "failed", "disassociating", "disassociated"},
            to_string(key.verdict.state));
  set.gauge("macsecd_key_pending_deletion", "1: the deletion of its secret is planned", of,
            key.deleted_on.has_value());
  if (key.created_at)
    set.gauge("macsecd_key_age_seconds", "since its secret was stored", of,
              static_cast<double>(key.age.count()));
}

void add_keys(MetricSet& set, const ConnectionView& c, const Labels& of) {
  for (const KeyView& key : c.keys) add_key(set, key, with(of, "ckn", key.ckn.hex()));
  const auto failed = std::count_if(c.keys.begin(), c.keys.end(), [](const KeyView& key) {
    return key.verdict.state == KeyState::failed;
  });
  set.gauge("macsecd_connection_keys", "keys of the connection", of,
            static_cast<double>(c.keys.size()));
  set.gauge("macsecd_connection_keys_failed", "keys that do not work", of,
            static_cast<double>(failed));
}

template <typename Reason, typename Counts>
void add_by_reason(MetricSet& set, const char* name, const char* help, const Labels& of,
                   const Counts& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i)
    set.counter(name, help, with(of, "reason", mka::to_string(static_cast<Reason>(i))),
                static_cast<double>(counts[i]));
}

void add_participant(MetricSet& set, const mka::ParticipantStatus& p, const Labels& of) {
  set.gauge("macsecd_peers_live", "peers that have proved the key and hear us", of,
            static_cast<double>(p.live.size()));
  set.gauge("macsecd_peers_potential", "peers that are heard and do not hear us yet", of,
            static_cast<double>(p.potential.size()));
  set.counter("macsecd_mkpdus_sent_total", "MKPDUs sent under the key", of,
              static_cast<double>(p.mkpdus_sent));
  set.counter("macsecd_mkpdus_accepted_total", "MKPDUs accepted under the key", of,
              static_cast<double>(p.mkpdus_accepted));
  set.counter("macsecd_icv_mismatches_total", "MKPDUs under the CKN with another CAK", of,
              static_cast<double>(p.icv_mismatches));
}

void add_mka(MetricSet& set, const ConnectionView& c, const Labels& of) {
  if (!c.mka) return;
  const mka::KayStatus& mka = *c.mka;
  if (mka.latest)
    set.gauge("macsecd_sak_age_seconds", "age of the newest SAK", of,
              static_cast<double>(mka.latest->age.count()) / 1000);
  add_by_reason<mka::NewSakReason>(set, "macsecd_saks_distributed_total",
                                   "SAKs made by this end as key server", of, mka.saks_by_reason);
  set.counter("macsecd_saks_accepted_total", "SAKs taken from the key server", of,
              static_cast<double>(mka.saks_accepted));
  add_by_reason<mka::DropReason>(set, "macsecd_mkpdus_dropped_total", "MKPDUs not accepted", of,
                                 mka.drops);
  add_by_reason<mka::RefuseReason>(set, "macsecd_saks_refused_total", "SAKs not accepted", of,
                                   mka.refusals);
  for (const auto& participant : mka.participants)
    add_participant(set, participant, with(of, "ckn", participant.ckn.hex()));
}

// sc-encrypted-octets: macsecd_secy_sc_encrypted_octets_total.
void add_counters(MetricSet& set, const ConnectionView& c, const Labels& of) {
  for (const auto& [name, value] : c.counters) {
    std::string of_metric = "macsecd_secy_" + name + "_total";
    std::replace(of_metric.begin(), of_metric.end(), '-', '_');
    set.counter(of_metric, "counter " + name + " of the OpenConfig macsec model", of,
                static_cast<double>(value));
  }
}

void add_rotation(MetricSet& set, const ConnectionView& c, const Labels& of) {
  set.gauge("macsecd_rotation_under_way", "1: a rotation of the CAK is guided", of,
            c.rotation.has_value());
  if (c.rotation)
    set.gauge("macsecd_rotation_age_seconds", "since the rotation was started", of,
              static_cast<double>(c.rotation->age.count()) / 1000);
}

void add_lag(MetricSet& set, const LagView& lag) {
  const Labels of{{"lag", lag.lag.settings.name}};
  const auto in = std::count_if(lag.members.begin(), lag.members.end(),
                                [](const LagMemberView& member) { return member.in; });
  set.state("macsecd_lag_state", "1 for the present state", of, "state",
            {"pending", "available", "down"}, to_string(lag_state(lag)));
  set.gauge("macsecd_lag_members", "members of the LAG", of,
            static_cast<double>(lag.members.size()));
  set.gauge("macsecd_lag_members_in", "members that take part", of, static_cast<double>(in));
}

}  // namespace

std::string metrics_text(const MetricsView& view) {
  MetricSet set;
  set.gauge("macsecd_build_info", "1; the version is in the label", {{"version", MACSECD_VERSION}},
            1);
  for (const ConnectionView& c : view.connections) {
    const Labels of{{"connection", c.settings.name}};
    add_state(set, c, of);
    add_keys(set, c, of);
    add_mka(set, c, of);
    add_counters(set, c, of);
    add_rotation(set, c, of);
  }
  for (const LagView& lag : view.lags) add_lag(set, lag);
  for (const auto& [event, times] : view.events)
    set.counter("macsecd_events_total", "events since the agent started", {{"event", event}},
                static_cast<double>(times));
  return prometheus::TextSerializer().Serialize(set.families());
}

}  // namespace macsecd
