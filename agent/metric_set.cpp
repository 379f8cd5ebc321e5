#include "metric_set.hpp"

namespace macsecd {

void MetricSet::counter(const std::string& name, const std::string& help, Labels labels,
                        double value) {
  sample(name, help, prometheus::MetricType::Counter, std::move(labels)).counter.value = value;
}

void MetricSet::gauge(const std::string& name, const std::string& help, Labels labels,
                      double value) {
  sample(name, help, prometheus::MetricType::Gauge, std::move(labels)).gauge.value = value;
}

void MetricSet::state(const std::string& name, const std::string& help, const Labels& labels,
                      const std::string& label, std::initializer_list<std::string_view> all,
                      std::string_view present) {
  for (const std::string_view one : all) {
    Labels with_state = labels;
    with_state.push_back({label, std::string(one)});
    gauge(name, help, std::move(with_state), one == present ? 1 : 0);
  }
}

std::vector<prometheus::MetricFamily> MetricSet::families() const {
  std::vector<prometheus::MetricFamily> out;
  for (const auto& [name, family] : families_) out.push_back(family);
  return out;
}

prometheus::ClientMetric& MetricSet::sample(const std::string& name, const std::string& help,
                                            prometheus::MetricType type, Labels labels) {
  prometheus::MetricFamily& family = families_[name];
  family.name = name;
  family.help = help;
  family.type = type;
  prometheus::ClientMetric& metric = family.metric.emplace_back();
  metric.label = std::move(labels);
  return metric;
}

}  // namespace macsecd
