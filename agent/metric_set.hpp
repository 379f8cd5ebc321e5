// Metric families while they are filled: each name once, with all its samples.
#pragma once

#include <prometheus/metric_family.h>

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

namespace macsecd {

class MetricSet {
 public:
  using Labels = std::vector<prometheus::ClientMetric::Label>;

  // Counters have names that end in _total.
  void counter(const std::string& name, const std::string& help, Labels labels, double value);
  void gauge(const std::string& name, const std::string& help, Labels labels, double value);
  // One sample per possible value of the label, 1 for the present one.
  void state(const std::string& name, const std::string& help, const Labels& labels,
             const std::string& label, std::initializer_list<std::string_view> all,
             std::string_view present);

  std::vector<prometheus::MetricFamily> families() const;

 private:
  prometheus::ClientMetric& sample(const std::string& name, const std::string& help,
                                   prometheus::MetricType type, Labels labels);

  std::map<std::string, prometheus::MetricFamily> families_;
};

}  // namespace macsecd
