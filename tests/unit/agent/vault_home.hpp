// A vault in a directory of its own, with a master key in a file or handed over; it can be started
// anew, as after a crash.
#pragma once

#include <functional>
#include <memory>

#include "catch.hpp"
#include "os_random.hpp"
#include "temporary_directory.hpp"
#include "vault/master_key_credential.hpp"
#include "vault/master_key_file.hpp"
#include "vault/open_vault.hpp"

namespace test {

class VaultHome {
 public:
  explicit VaultHome(macsecd::BeforeStep before = {}) : before_(std::move(before)) { restart(); }

  // Whatever was in memory is gone.
  macsec::Result<void> try_restart() {
    vault_.reset();
    sources_ = std::make_unique<macsecd::MasterKeySources>();
    sources_->add(std::make_unique<macsecd::MasterKeyCredential>(credentials_.path(), random_));
    sources_->add(std::make_unique<macsecd::MasterKeyFile>(path(), random_, before_));
    vault_ = std::make_unique<macsecd::Vault>(path() / "vault", *sources_, random_, before_);
    return vault_->load();
  }
  void restart() { REQUIRE(try_restart()); }

  // Nothing: it was opened, else why not.
  std::optional<macsec::Error> try_with(const std::function<void(macsecd::OpenVault&)>& use) {
    std::optional<macsec::Error> why{macsec::Error{.what = "no answer", .hint = {}}};
    vault_->open([&](macsec::Result<macsecd::OpenVault*> open) {
      why.reset();
      if (!open) why = open.error();
      if (open) use(**open);
    });
    return why;
  }
  void with(const std::function<void(macsecd::OpenVault&)>& use) {
    const auto why = try_with(use);
    INFO((why ? why->what : ""));
    REQUIRE_FALSE(why);
  }

  macsecd::Vault& vault() { return *vault_; }
  std::filesystem::path path() const { return directory_.path(); }
  std::filesystem::path credentials() const { return credentials_.path(); }
  // For the steps from now on; taken over at the next restart.
  void set_before(macsecd::BeforeStep before) { before_ = std::move(before); }

 private:
  TemporaryDirectory directory_;
  TemporaryDirectory credentials_;
  macsecd::OsRandom random_;
  macsecd::BeforeStep before_;
  std::unique_ptr<macsecd::MasterKeySources> sources_;
  std::unique_ptr<macsecd::Vault> vault_;
};

}  // namespace test
