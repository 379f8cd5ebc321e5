#include "ledger.hpp"

#include <numeric>

namespace sim {

void Ledger::forget() {
  paths_.clear();
  held_back_.clear();
}

std::uint64_t Ledger::accepted(PortId from, PortId to) const {
  const auto path = paths_.find({from, to});
  return path == paths_.end() ? 0 : path->second[static_cast<std::size_t>(Verdict::accepted)];
}

std::uint64_t Ledger::refused(PortId from, PortId to) const {
  const auto path = paths_.find({from, to});
  if (path == paths_.end()) return 0;
  const auto all = std::accumulate(path->second.begin(), path->second.end(), std::uint64_t{0});
  return all - accepted(from, to);
}

std::uint64_t Ledger::held(PortId from) const {
  const auto port = held_back_.find(from);
  return port == held_back_.end() ? 0 : port->second;
}

std::uint64_t Ledger::lost() const {
  std::uint64_t lost = 0;
  for (const auto& [path, counts] : paths_) lost += refused(path.first, path.second);
  for (const auto& [port, count] : held_back_) lost += count;
  return lost;
}

std::string Ledger::text() const {
  std::string text;
  for (const auto& [path, counts] : paths_) {
    for (std::size_t v = 0; v < counts.size(); ++v) {
      if (counts[v] == 0) continue;
      text += std::to_string(path.first) + "->" + std::to_string(path.second) + ' ' +
              to_string(static_cast<Verdict>(v)) + ' ' + std::to_string(counts[v]) + '\n';
    }
  }
  for (const auto& [port, count] : held_back_) {
    text += std::to_string(port) + " held back " + std::to_string(count) + '\n';
  }
  return text;
}

}  // namespace sim
