#include "metrics.hpp"

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "catch.hpp"
#include "keys.hpp"
#include "secy_totals.hpp"

using namespace macsecd;

namespace {

ConnectionView view_of(const std::string& name) {
  ConnectionView view;
  view.settings.name = name;
  view.state = ConnectionState::available;
  view.link_up = true;
  view.clear_seconds = 12;
  KeyView key{test::ckn("0a1b"), {KeyState::failed, {}}};
  key.created_at = key.deleted_on = WallTime{};
  key.age = std::chrono::hours(1);
  view.keys.push_back(key);
  view.counters = {{"sc-encrypted-octets", 4711}};
  view.reasons = {{"no-key", "no key is associated", ""}};
  mka::KayStatus status;
  status.secured = true;
  status.saks_by_reason[static_cast<std::size_t>(mka::NewSakReason::asked)] = 3;
  mka::SakStatus sak{{{}, 3}, *mka::An::from(2), test::ckn("0a1b")};
  sak.age = mka::Duration(1500);
  status.latest = sak;
  mka::ParticipantStatus participant{test::ckn("0a1b"), true, {}};
  participant.mkpdus_sent = 9;
  participant.live.push_back({{}, 9, {{{2, 0, 0, 0, 0, 2}}, 1}});
  status.participants.push_back(participant);
  view.mka = status;
  return view;
}

std::set<std::string> lines(const std::string& text) {
  std::set<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.insert(line);
  return out;
}

}  // namespace

TEST_CASE("[M80] states, keys, SAKs, counters and events are metrics") {
  MetricsView view{.connections = {view_of("uplink")}, .events = {{"session-lost", 2}}};
  LagView lag;
  lag.lag.settings.name = "lag0";
  lag.members.push_back({"uplink", "eth3", "ms-eth3", true});
  view.lags.push_back(lag);
  const auto said = lines(metrics_text(view));
  for (const char* line : {
           "macsecd_connection_secured{connection=\"uplink\"} 1",
           "macsecd_connection_state{connection=\"uplink\",state=\"available\"} 1",
           "macsecd_connection_state{connection=\"uplink\",state=\"down\"} 0",
           "macsecd_connection_clear_seconds_total{connection=\"uplink\"} 12",
           "macsecd_connection_reason{connection=\"uplink\",code=\"no-key\"} 1",
           "macsecd_key_state{connection=\"uplink\",ckn=\"0a1b\",state=\"failed\"} 1",
           "macsecd_connection_keys_failed{connection=\"uplink\"} 1",
           "macsecd_key_age_seconds{connection=\"uplink\",ckn=\"0a1b\"} 3600",
           "macsecd_key_pending_deletion{connection=\"uplink\",ckn=\"0a1b\"} 1",
           "macsecd_sak_age_seconds{connection=\"uplink\"} 1.5",
           "macsecd_saks_distributed_total{connection=\"uplink\",reason=\"asked\"} 3",
           "macsecd_peers_live{connection=\"uplink\",ckn=\"0a1b\"} 1",
           "macsecd_mkpdus_sent_total{connection=\"uplink\",ckn=\"0a1b\"} 9",
           "macsecd_secy_sc_encrypted_octets_total{connection=\"uplink\"} 4711",
           "macsecd_lag_members_in{lag=\"lag0\"} 1",
           "macsecd_events_total{event=\"session-lost\"} 2",
       }) {
    INFO(line);
    CHECK(said.count(line) == 1);
  }
}

TEST_CASE("the text is the exposition format: a family once, with help and type, valid names") {
  const MetricsView view{.connections = {view_of("a"), view_of("b")}, .events = {{"link-up", 1}}};
  const std::regex help("# HELP macsecd_[a-z_]+ .+");
  const std::regex type("# TYPE macsecd_[a-z_]+ (gauge|counter)");
  const std::regex sample(R"(macsecd_[a-z_]+\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\} [0-9.e+]+)");
  std::istringstream in(metrics_text(view));
  std::set<std::string> typed;
  std::string present;
  for (std::string line; std::getline(in, line);) {
    INFO(line);
    if (line.rfind("# TYPE", 0) == 0) {
      CHECK(std::regex_match(line, type));
      present = line.substr(7, line.find(' ', 7) - 7);
      CHECK(typed.insert(present).second);
      CHECK(present.ends_with("_total") == line.ends_with("counter"));
    } else if (line[0] == '#') {
      CHECK(std::regex_match(line, help));
    } else {
      CHECK(std::regex_match(line, sample));
      CHECK(line.substr(0, line.find('{')) == present);
    }
  }
  CHECK(typed.size() > 15);
}

TEST_CASE("[M80] what alert rules and the dashboard ask for is what metrics tells") {
  SecyTotals totals;
  netlink::MacsecDevice device;
  device.receive_scs.emplace_back();
  totals.observe(device);
  ConnectionView view = view_of("uplink");
  view.counters = totals.values();
  view.rotation = RotationView{.rotation = {test::ckn("0c"), {}}};
  LagView lag;
  lag.members.push_back({"uplink", "eth3", "ms-eth3", true});
  const std::string told =
      metrics_text({.connections = {view}, .lags = {lag}, .events = {{"session-lost", 1}}});
  for (const char* file : {"prometheus/macsecd.rules.yml", "grafana/macsecd.json"}) {
    std::stringstream text;
    text << std::ifstream(std::string(PACKAGING) + "/" + file).rdbuf();
    const std::string all = text.str();
    const std::regex name("macsecd_[a-z_]+");
    std::set<std::string> asked;
    for (std::sregex_iterator at(all.begin(), all.end(), name), end; at != end; ++at)
      asked.insert(at->str());
    CHECK(asked.size() > 8);
    for (const std::string& one : asked) {
      INFO(file << ": " << one);
      CHECK(told.find("\n" + one + "{") != std::string::npos);
    }
  }
}

TEST_CASE("a name cannot break out of its label") {
  ConnectionView odd = view_of("a\"} 1\nmacsecd_forged{x=\"");
  const auto said = lines(metrics_text({.connections = {odd}}));
  for (const std::string& line : said) CHECK(line.rfind("macsecd_forged", 0) != 0);
}
