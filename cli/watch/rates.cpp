#include "watch/rates.hpp"

#include <initializer_list>

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;
using Counters = std::map<std::string, std::int64_t>;

// Looks that follow each other closer than this say little of a second.
constexpr std::chrono::milliseconds shortest(200);

Counters counters_of(const Json& connection) {
  Counters out;
  for (const auto& [name, value] : member(connection, "counters").items())
    if (value.is_number_integer()) out[name] = value.get<std::int64_t>();
  return out;
}

double sum(const Counters& counters, std::initializer_list<const char*> names) {
  double total = 0;
  for (const char* name : names)
    if (const auto at = counters.find(name); at != counters.end())
      total += static_cast<double>(at->second);
  return total;
}

bool went_back(const Counters& before, const Counters& after) {
  for (const auto& [name, value] : before) {
    const auto at = after.find(name);
    if (at == after.end() || at->second < value) return true;
  }
  return false;
}

// Counters by their names in the OpenConfig macsec model.
Rate rate_of(const Counters& before, const Counters& after, double seconds) {
  const auto per_second = [&](std::initializer_list<const char*> names) {
    return (sum(after, names) - sum(before, names)) / seconds;
  };
  return {{per_second({"sc-encrypted", "sc-auth-only"}),
           per_second({"sc-encrypted-octets", "sc-auth-only-octets"})},
          {per_second({"sc-valid", "sc-delayed"}),
           per_second({"sc-decrypted-octets", "sc-validated-octets"})},
          per_second({"tx-untagged-pkts", "rx-untagged-pkts"})};
}

}  // namespace

void Rates::observe(Instant now, const Json& connections) {
  std::map<std::string, Look> looks;
  std::map<std::string, Rate> rates;
  for (const Json& connection : connections) {
    const std::string name = text_member(connection, "connectionName").value_or("");
    Look look{now, counters_of(connection)};
    if (const auto before = looks_.find(name); before != looks_.end()) {
      if (now - before->second.at < shortest) {
        look = before->second;
        if (const auto rate = rates_.find(name); rate != rates_.end()) rates.insert(*rate);
      } else if (!went_back(before->second.counters, look.counters)) {
        const std::chrono::duration<double> passed = now - before->second.at;
        rates[name] = rate_of(before->second.counters, look.counters, passed.count());
      }
    }
    looks.emplace(name, std::move(look));
  }
  looks_ = std::move(looks);
  rates_ = std::move(rates);
}

std::optional<Rate> Rates::of(const std::string& connection) const {
  const auto at = rates_.find(connection);
  return at == rates_.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace macsecctl
