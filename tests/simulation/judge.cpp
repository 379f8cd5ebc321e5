#include "judge.hpp"

#include <cstdio>

namespace sim {
namespace {

std::string stamped(mka::Time now, const std::string& who, const std::string& what) {
  char stamp[32];
  const auto ms = static_cast<long long>(now.time_since_epoch().count());
  std::snprintf(stamp, sizeof stamp, "%6lld.%03lld ", ms / 1000, ms % 1000);
  return stamp + who + ": " + what;
}

}  // namespace

void Judge::note(mka::Time now, const std::string& who, const std::string& what) {
  lines_.push_back(stamped(now, who, what));
  if (lines_.size() > told) lines_.pop_front();
  for (const char c : lines_.back()) {
    digest_ = (digest_ ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  if (speaking_) std::puts(lines_.back().c_str());
}

std::string Judge::story() const {
  std::string text;
  for (const std::string& line : lines_) text += line + '\n';
  return text;
}

void Judge::fail(mka::Time now, const std::string& who, const std::string& what) const {
  throw Violation("MKA_SEED=" + std::to_string(seed_) + '\n' + story() + "=> " +
                  stamped(now, who, what));
}

}  // namespace sim
