#include "lag_joins.hpp"

#include <algorithm>

#include "clock.hpp"

namespace macsecd {
namespace {

// Longer than a key that is disassociated serves, and than a session takes to be secured.
constexpr mka::Duration patience = longest_leave + mka::Duration{12000};

bool is_secured(const Connection& connection) {
  const auto view = connection.view();
  return view.mka && view.mka->secured;
}

}  // namespace

void LagJoins::add(const std::string& lag, const std::string& connection) {
  waiting_.push_back({lag, connection});
}

void LagJoins::forget(std::string_view lag) {
  std::erase_if(waiting_, [&](const Join& join) { return join.lag == lag; });
}

std::vector<std::string> LagJoins::waiting(std::string_view lag) const {
  std::vector<std::string> out;
  for (const Join& join : waiting_)
    if (join.lag == lag) out.push_back(join.connection);
  return out;
}

void LagJoins::go_on() {
  if (going_on_) return;
  going_on_ = true;
  next_.clear();
  while (!waiting_.empty() && !opening_) {
    if (may_go_on()) {
      open_vault(waiting_.front());
      continue;
    }
    next_.set(patience_ends_, [this] { go_on(); });
    break;
  }
  going_on_ = false;
}

// Meanwhile it waits on, unless somebody forgets it.
void LagJoins::open_vault(const Join& join) {
  opening_ = true;
  vault_.open([this, join](const macsec::Result<OpenVault*>& vault) {
    opening_ = false;
    const auto at = std::find(waiting_.begin(), waiting_.end(), join);
    if (at != waiting_.end()) {
      waiting_.erase(at);
      carry_out(join, vault);
    }
    go_on();
  });
}

// An old key that still leaves counts as not secured by the LAG's: it may yet turn out not to work.
bool LagJoins::may_go_on() const {
  if (last_.empty() || now() >= patience_ends_) return true;
  const auto last = connections_.find(last_);
  if (!last || !is_secured(**last)) return !last;
  const auto& keys = (*last)->saved().keys.keys();
  return std::none_of(keys.begin(), keys.end(),
                      [](const Key& key) { return key.leaves_by.has_value(); });
}

void LagJoins::carry_out(const Join& join, const macsec::Result<OpenVault*>& vault) {
  const auto connection = connections_.find(join.connection);
  if (!connection) return hooks_.failed(join.lag, join.connection, connection.error());
  if (!(*connection)->lag().empty()) return;  // it was one before the restart
  const Group members = connections_.members_of(join.lag);
  const bool secured = is_secured(**connection);
  auto done =
      connections_.join(vault, **connection, members.empty() ? nullptr : members.front(), join.lag);
  if (!done) return hooks_.failed(join.lag, join.connection, done.error());
  last_ = secured ? join.connection : "";
  patience_ends_ = now() + patience;
  hooks_.joined(join.lag, **connection);
}

}  // namespace macsecd
