#include "vault/rewrap.hpp"

#include <algorithm>
#include <utility>

#include "clock.hpp"
#include "log.hpp"
#include "vault/open_vault.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;

// Each writes and syncs a file: so many keep the loop for some milliseconds.
constexpr std::size_t at_a_time = 4;
constexpr mka::Duration pause{5};

Error unmoved(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return {
      Errc::secret_not_readable,
      std::to_string(names.size()) +
          " secrets cannot be read, and stay under the former key: " + list,
      "put their records back from a backup, delete the keys, or associate them again; the rest "
      "has moved"};
}

}  // namespace

bool Rewrap::under_way() const {
  return vault_.keyring() && vault_.keyring()->previous.has_value();
}

std::size_t Rewrap::left() const {
  if (!under_way()) return 0;
  const auto all = vault_.list();
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [this](const SecretEntry* entry) {
        return entry->vault_key != vault_.keyring()->active.id;
      }));
}

void Rewrap::start(const std::string& target, Done done) {
  if (under_way() || moving_) {
    done(Failure{{Errc::busy, "the vault moves to another key already",
                  "macsecctl keystore status tells how far it is"}});
    return go_on();
  }
  waiting_.push_back(std::move(done));
  moving_ = true;
  vault_.begin_rewrap(target, [this](Result<void> begun) {
    if (!begun) return end(std::move(begun));
    log::info("the vault moves to another key");
    move_some();
  });
}

void Rewrap::go_on() {
  if (!under_way() || moving_) return;
  moving_ = true;
  next_.set(now(), [this] { move_some(); });
}

void Rewrap::move_some() {
  vault_.open([this](Result<OpenVault*> open) {
    if (!open) return end(Failure{open.error()});
    const auto left = (*open)->move_records(at_a_time);
    if (!left) return end(Failure{left.error()});
    if (*left > 0) return next_.set(now() + pause, [this] { move_some(); });
    finish(**open);
  });
}

// What cannot be read keeps the former key alive: it may be put back from a backup.
void Rewrap::finish(OpenVault& open) {
  std::vector<std::string> names;
  for (const SecretEntry* entry : vault_.list())
    if (entry->vault_key != vault_.keyring()->active.id) names.push_back(entry->name);
  if (!names.empty()) return end(Failure{unmoved(names)});
  end(open.drop_former_key());
}

void Rewrap::end(Result<void> outcome) {
  next_.clear();
  moving_ = false;
  const std::string failure = outcome ? "" : log::one_line(outcome.error());
  if (outcome)
    log::info("the vault has moved to another key");
  else if (failure != last_failure_)
    log::warning("the vault's move to another key: " + failure);
  last_failure_ = failure;
  for (const Done& done : std::exchange(waiting_, {})) done(outcome);
}

}  // namespace macsecd
