#include "vault/vault_keeper.hpp"

#include <utility>

#include "clock.hpp"
#include "log.hpp"
#include "vault/open_vault.hpp"

namespace macsecd {
namespace {

using macsec::Result;

// A credential or a token does not come back by itself more often than that.
constexpr mka::Duration interval{30000};
constexpr std::size_t at_a_time = 16;

}  // namespace

VaultKeeper::VaultKeeper(asio::io_context& io, Vault& vault)
    : vault_(vault), rewrap_(io, vault), again_(io), look_(io) {}

void VaultKeeper::start() {
  rewrap_.go_on();
  again_.set(now() + interval, [this] {
    if (!vault_.usable() || wanted_()) try_now();
    start();
  });
}

void VaultKeeper::try_now() {
  vault_.open([this](Result<OpenVault*> open) {
    if (open) on_open_(**open);
  });
}

void VaultKeeper::look_through(std::function<void()> done) {
  asked_.push_back(std::move(done));
  if (asked_.size() > 1) return;
  try_now();
  for (const SecretEntry* entry : vault_.list()) to_look_at_.push_back(entry->name);
  look_at_some();
}

void VaultKeeper::look_at_some() {
  vault_.open([this](Result<OpenVault*> open) {
    if (!open) to_look_at_.clear();
    for (std::size_t i = 0; i < at_a_time && !to_look_at_.empty(); ++i) {
      if (const SecretEntry* entry = vault_.find(to_look_at_.back()))
        (void)(*open)->read(entry->name);
      to_look_at_.pop_back();
    }
    if (!to_look_at_.empty()) return look_.set(now(), [this] { look_at_some(); });
    for (const auto& done : std::exchange(asked_, {})) done();
  });
}

}  // namespace macsecd
