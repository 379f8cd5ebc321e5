// What monitoring systems collect: connections, keys, SAKs, SecY counters and events as text in the
// Prometheus exposition format. The names are documented in docs/metrics.md, and stay. No secrets.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "describe.hpp"
#include "lag_view.hpp"

namespace macsecd {

struct MetricsView {
  std::vector<ConnectionView> connections{};
  std::vector<LagView> lags{};
  std::map<std::string, std::uint64_t> events{};  // of this run, by name
};

std::string metrics_text(const MetricsView& view);

}  // namespace macsecd
