// A vault in a directory of its own, with a master key in a file or handed over; it can be started
// anew, as after a crash.
#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "os_random.hpp"
#include "temporary_directory.hpp"
#include "vault/master_key_credential.hpp"
#include "vault/master_key_file.hpp"
#include "vault/open_vault.hpp"
#include "vault/rewrap.hpp"

namespace test {

class VaultHome {
 public:
  enum class Start : bool { later, now };
  explicit VaultHome(macsecd::BeforeStep before = {}, Start start = Start::now)
      : before_(std::move(before)) {
    if (start == Start::now) restart();
  }

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
  // In the loop's absence.
  bool begin_rewrap(const std::string& target) {
    bool begun = false;
    vault_->begin_rewrap(target, [&](macsec::Result<void> done) { begun = bool(done); });
    return begun;
  }
  bool rewrap_whole(const std::string& target) {
    bool done = false;
    macsecd::Rewrap rewrap(io_, *vault_);
    rewrap.start(target, [&](macsec::Result<void> ended) { done = bool(ended); });
    run();
    return done;
  }
  void go_on() {
    macsecd::Rewrap rewrap(io_, *vault_);
    rewrap.go_on();
    run();
  }

  std::filesystem::path record(std::string_view name) const {
    return path() / "vault" / "records" / std::to_string(vault_->find(name)->record);
  }
  std::set<std::string> records() const { return files(path() / "vault" / "records", ""); }
  std::vector<std::string> master_key_files() const {
    const auto all = files(path(), ".key");
    return {all.begin(), all.end()};
  }
  // The provider that would be better than the present one; empty: none.
  std::string better() const {
    const auto& active = vault_->keyring()->active;
    const auto* source = sources_->better_than(active.provider, active.wrapped);
    return source == nullptr ? "" : std::string(source->provider());
  }

  std::filesystem::path path() const { return directory_.path(); }
  std::filesystem::path credentials() const { return credentials_.path(); }

 private:
  static std::set<std::string> files(const std::filesystem::path& room, std::string_view end) {
    std::set<std::string> out;
    for (const auto& file : std::filesystem::directory_iterator(room))
      if (file.path().string().ends_with(end)) out.insert(file.path().filename().string());
    return out;
  }
  void run() {
    io_.restart();
    io_.run();
  }

  asio::io_context io_;
  TemporaryDirectory directory_;
  TemporaryDirectory credentials_;
  macsecd::OsRandom random_;
  macsecd::BeforeStep before_;
  std::unique_ptr<macsecd::MasterKeySources> sources_;
  std::unique_ptr<macsecd::Vault> vault_;
};

}  // namespace test
