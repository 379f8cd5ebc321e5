// Lags: made, joined, left, removed.
#include <algorithm>

#include "lag_device.hpp"
#include "lags.hpp"
#include "log.hpp"
#include "profile_rules.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Result<void> check_quiet(const Group& group) {
  for (const Connection* connection : group)
    if (connection->saved().rotation)
      return Failure{{Errc::busy, connection->name() + ": a rotation of its key is still under way",
                      "wait for it, or end it: macsecctl rotate NAME --abort"}};
  return {};
}

// What the vendor at the other end takes (profile_rules.hpp).
std::vector<Reason> limits(const Connection& member, std::size_t members) {
  return lag_warnings(member.settings().profile, members, member.member_facts().speed);
}

void append(std::vector<Reason>& out, const std::vector<Reason>& more) {
  out.insert(out.end(), more.begin(), more.end());
}

// What becoming like the first member changes for each joiner.
Result<std::vector<Reason>> plan(const Group& joiners, const Connection& member) {
  std::vector<Reason> out;
  if (auto quiet = check_quiet(joiners); !quiet) return Failure{quiet.error()};
  const MemberFacts has = member.member_facts();
  for (const Connection* joiner : joiners) {
    const MemberFacts facts = joiner->member_facts();
    if (const auto why = unfit(facts)) return Failure{*why};
    if (joiner == &member) continue;
    if (facts.keys.any_wanted() && !has.keys.any_wanted())
      return Failure{{Errc::lag_mismatch,
                      joiner->name() + " has keys, and " + member.name() +
                          ", whose keys the LAG takes over, has none",
                      "give " + member.name() + " a key first, or name " + joiner->name() +
                          " as the first member"}};
    if (const auto why = mismatch(facts, has)) return Failure{*why};
    append(out, changes(facts, has));
    if (!facts.speed || !has.speed)
      out.push_back(
          {"speed-unknown",
           facts.settings.interface + ": whether its speed is that of the others cannot be seen",
           "all members of a LAG should have the same"});
  }
  return out;
}

}  // namespace

Result<void> Lags::check_free(const LagSettings& settings) const {
  for (const auto& lag : all_)
    if (lag->name() == settings.name || lag->saved().settings.device == settings.device)
      return Failure{{Errc::connection_exists,
                      "LAG " + lag->name() + " has this name or device already",
                      "choose another, or delete that LAG"}};
  for (const auto& connection : connections_.all()) {
    if (connection->name() == settings.name)
      return Failure{{Errc::connection_exists, "there is a connection of this name",
                      "choose another: commands take either"}};
    if (connection->settings().device == settings.device ||
        connection->settings().interface == settings.device)
      return Failure{{Errc::connection_exists,
                      settings.device + " belongs to connection " + connection->name(),
                      "choose another name with --device"}};
  }
  const auto present = world_.kernel.link(settings.device);
  if (!present) return {};
  if (const auto why = unsuitable(*present, settings)) return Failure{*why};
  return {};
}

Result<std::vector<Reason>> Lags::create(LagSettings settings,
                                         const std::vector<std::string>& connections,
                                         bool dry_run) {
  if (auto free = check_free(settings); !free) return Failure{free.error()};
  Group joiners;
  for (const std::string& name : connections) {
    auto connection = connections_.find(name);
    if (!connection) return Failure{within(name, connection.error())};
    if (std::find(joiners.begin(), joiners.end(), *connection) != joiners.end())
      return Failure{{Errc::illegal_param, name + " is given twice", "name each member once"}};
    joiners.push_back(*connection);
  }
  if (joiners.empty())
    return Failure{{Errc::illegal_param, "a LAG has at least one member", "--connections A,B"}};
  auto changed = plan(joiners, *joiners.front());
  if (changed) append(*changed, limits(*joiners.front(), joiners.size()));
  if (!changed || dry_run) return changed;
  const bool found = static_cast<bool>(world_.kernel.link(settings.device));
  auto lag = std::make_unique<Lag>(world_, SavedLag{std::move(settings), !found}, connections_,
                                   [this] { save_soon(); });
  Lag& made =
      **all_.insert(std::find_if(all_.begin(), all_.end(),
                                 [&](const auto& other) { return other->name() > lag->name(); }),
                    std::move(lag));
  for (const Connection* joiner : joiners) joins_.add(made.name(), joiner->name());
  if (auto saved = save(); !saved) {
    joins_.forget(made.name());
    std::erase_if(all_, [&](const auto& one) { return one.get() == &made; });
    save_soon();  // it may be written with something else
    return Failure{saved.error()};
  }
  tell(made, "lag-created", "", "device " + made.saved().settings.device);
  joins_.go_on();
  return changed;
}

Result<std::vector<Reason>> Lags::join(std::string_view name, const std::string& connection,
                                       bool dry_run) {
  const auto lag = find(name);
  if (!lag) return Failure{lag.error()};
  const auto joiner = connections_.find(connection);
  if (!joiner) return Failure{within(connection, joiner.error())};
  const Group members = (*lag)->members();
  if (auto quiet = check_quiet(members); !quiet) return Failure{quiet.error()};
  const auto waiting = joins_.waiting(name);
  if (std::find(waiting.begin(), waiting.end(), connection) != waiting.end())
    return Failure{{Errc::busy, connection + " joins already", "macsecctl describe-lags"}};
  auto changed = plan({*joiner}, members.empty() ? **joiner : *members.front());
  if (changed) append(*changed, limits(**joiner, members.size() + 1));
  if (!changed || dry_run) return changed;
  joins_.add((*lag)->name(), connection);
  if (auto saved = save(); !saved) log::error(log::one_line(saved.error()));
  joins_.go_on();
  return changed;
}

Result<void> Lags::leave(std::string_view name, const std::string& connection) {
  const auto lag = find(name);
  if (!lag) return Failure{lag.error()};
  const auto member = connections_.find(connection);
  if (!member) return Failure{within(connection, member.error())};
  if ((*member)->lag() != name)
    return Failure{{Errc::lag_mismatch, connection + " is no member of it",
                    "macsecctl describe-lags lists the members"}};
  if ((*lag)->members().size() == 1)
    return Failure{{Errc::incorrect_status, connection + " is its last member, and keeps its keys",
                    "macsecctl delete-lag " + std::string(name)}};
  if (auto gone = (*lag)->let_go(**member); !gone) return gone;
  if (auto left = connections_.leave(**member); !left) return left;
  tell(**lag, "lag-left", connection, "it is no member of LAG " + std::string(name) + " any more");
  (*lag)->settle_soon();
  return {};
}

Result<void> Lags::set_minimum_links(std::string_view name, std::int64_t minimum) {
  const auto lag = find(name);
  if (!lag) return Failure{lag.error()};
  if (minimum < 0 || minimum > most_links)
    return Failure{{Errc::illegal_param,
                    "minimumLinks: " + std::to_string(minimum) + " is out of range",
                    "from 0 to " + std::to_string(most_links)}};
  (*lag)->set_minimum_links(static_cast<std::uint32_t>(minimum));
  return save();
}

// The connections stay, with the keys that the LAG gave them.
Result<void> Lags::remove(std::string_view name) {
  const auto lag = find(name);
  if (!lag) return Failure{lag.error()};
  if ((*lag)->starting())
    return Failure{{Errc::busy, "teamd is about to make its device", "try again in a moment"}};
  joins_.forget(name);
  for (Connection* member : (*lag)->members()) {
    if (auto gone = (*lag)->let_go(*member); !gone) return gone;
    if (auto left = connections_.leave(*member); !left) return left;
  }
  if (auto gone = (*lag)->delete_device(); !gone) return gone;
  tell(**lag, "lag-deleted", "", "the LAG is deleted; its connections stay");
  std::erase_if(all_, [&](const auto& one) { return one.get() == *lag; });
  return save();
}

}  // namespace macsecd
