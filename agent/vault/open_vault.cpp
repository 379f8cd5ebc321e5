#include "vault/open_vault.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

#include "secrets/planned_deletion.hpp"
#include "vault/private_file.hpp"
#include "vault/record.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

// 1000 connections with eight keys each, and as many named ones.
constexpr std::size_t most_secrets = 16384;

Failure no_such_secret(std::string_view name) {
  return Failure{{Errc::secret_not_readable, "secret " + std::string(name) + " is not in the vault",
                  "associate the key again with its CAK"}};
}

Failure bad_record(std::string_view name, const std::string& why) {
  return Failure{{Errc::secret_not_readable, "secret " + std::string(name) + ": its record " + why,
                  "put vault/ back from a backup, or associate the key again with its CAK"}};
}

Failure out_of_order() {
  return Failure{{Errc::internal, "the vault cannot encrypt", "see the log of macsecd"}};
}

}  // namespace

OpenVault::OpenVault(Vault& vault, VaultKey active, std::optional<VaultKey> previous)
    : vault_(vault), active_(std::move(active)), previous_(std::move(previous)) {}

const VaultKey* OpenVault::key(const VaultKeyId& id) const {
  const Keyring& keyring = *vault_.keyring_;
  if (id == keyring.active.id) return &active_;
  if (previous_ && keyring.previous && id == keyring.previous->id) return &*previous_;
  return nullptr;
}

Result<void> OpenVault::store(const std::string& name, const mka::Ckn& ckn, const mka::Cak& cak) {
  VaultIndex next = vault_.index_;
  const SecretEntry* known = next.find(name);
  SecretEntry entry{.name = name, .ckn = ckn, .vault_key = {}, .size = cak.size()};
  entry.created_at = wall_now();
  std::vector<std::uint64_t> replaced;
  if (known != nullptr) {
    entry.facets = known->facets;
    replaced.push_back(known->record);
  }
  if (!is_secret_name(name) || (known == nullptr && next.secrets.size() >= most_secrets))
    return Failure{{Errc::illegal_param, "secret " + name + " cannot be stored",
                    "the vault is full, or this cannot be a name"}};
  auto done = write_record(entry, cak);
  next.secrets.insert_or_assign(name, entry);
  if (done) done = commit(std::move(next), replaced);
  if (!done) {
    vault_.left_over_.push_back(entry.record);
    return done;
  }
  vault_.doomed_.erase(name);
  vault_.unreadable_.erase(name);
  return {};
}

Result<void> OpenVault::write_record(SecretEntry& entry, const mka::Cak& cak) {
  entry.record = ++vault_.highest_record_;
  entry.vault_key = vault_.keyring_->active.id;
  const auto octets = seal_record(entry, active_, cak, vault_.random_);
  if (!octets) return out_of_order();
  return write_atomically(vault_.record_file(entry.record), *octets, vault_.before_);
}

Result<mka::Cak> OpenVault::read(std::string_view name) {
  const SecretEntry* entry = find(name);
  if (entry == nullptr) return no_such_secret(name);
  if (const auto deletion = entry->get<PlannedDeletion>())
    return Failure{{Errc::secret_not_readable,
                    "secret " + entry->name + " is to be deleted on " +
                        to_string(deletion->expected(wall_now())),
                    "macsecctl cancel-key-deletion " + entry->name + " keeps it"}};
  return read_and_note(*entry);
}

Result<mka::Cak> OpenVault::read_and_note(const SecretEntry& entry) {
  auto cak = read_record(entry);
  if (cak)
    vault_.unreadable_.erase(entry.name);
  else
    vault_.unreadable_.insert_or_assign(entry.name, cak.error());
  return cak;
}

Result<mka::Cak> OpenVault::read_record(const SecretEntry& entry) const {
  const VaultKey* sealer = key(entry.vault_key);
  if (sealer == nullptr) return bad_record(entry.name, "is under a vault key that is not at hand");
  std::array<std::uint8_t, largest_record> octets{};
  const auto size = read_private(vault_.record_file(entry.record), Access::ours_alone, octets);
  if (!size) return Failure{within("secret " + entry.name, size.error())};
  if (!*size) return bad_record(entry.name, "is missing");
  auto cak = open_record(entry, *sealer, std::span(octets).first(**size));
  if (!cak)
    return bad_record(entry.name, "was damaged, tampered with, or is another's or an old one");
  return *std::move(cak);
}

Result<void> OpenVault::remove(const std::vector<std::string>& names) {
  VaultIndex next = vault_.index_;
  std::vector<std::uint64_t> removed;
  for (const std::string& name : names)
    if (const auto at = next.secrets.find(name); at != next.secrets.end()) {
      removed.push_back(at->second.record);
      next.secrets.erase(at);
    }
  if (!removed.empty())
    if (auto done = commit(std::move(next), removed); !done) return done;
  for (const std::string& name : names) {
    vault_.doomed_.erase(name);
    vault_.unreadable_.erase(name);
  }
  return {};
}

Result<void> OpenVault::copy(std::string_view from, const std::string& to) {
  const SecretEntry* entry = find(from);
  if (entry == nullptr) return no_such_secret(from);
  const mka::Ckn ckn = entry->ckn;
  const auto cak = read(from);
  if (!cak) return Failure{cak.error()};
  return store(to, ckn, *cak);
}

Result<void> OpenVault::set_facet(std::string_view name, const char* facet, Json value) {
  if (find(name) == nullptr) return no_such_secret(name);
  VaultIndex next = vault_.index_;
  Json& facets = next.secrets.find(name)->second.facets;
  if (value.is_null())
    facets.erase(facet);
  else
    facets[facet] = std::move(value);
  return commit(std::move(next), {});
}

Result<std::size_t> OpenVault::move_records(std::size_t most) {
  VaultIndex next = vault_.index_;
  const VaultKeyId& active = vault_.keyring_->active.id;
  std::vector<std::uint64_t> moved;
  std::vector<std::uint64_t> fresh;
  std::size_t left = 0;
  Result<void> done;
  for (auto& [name, entry] : next.secrets) {
    if (entry.vault_key == active) continue;
    if (moved.size() >= most) {
      ++left;
      continue;
    }
    const auto cak = read_and_note(entry);  // also what is to be deleted
    if (!cak) continue;                     // it is told as unreadable
    moved.push_back(entry.record);
    done = write_record(entry, *cak);
    fresh.push_back(entry.record);
    if (!done) break;
  }
  if (done && (!moved.empty() || vault_.index_.vault_key != active))
    done = commit(std::move(next), moved);
  if (done) return left;
  vault_.left_over_.insert(vault_.left_over_.end(), fresh.begin(), fresh.end());
  return Failure{done.error()};
}

Result<void> OpenVault::drop_former_key() {
  if (auto written = vault_.write_keyring({vault_.keyring_->active}); !written) return written;
  vault_.keep_needed_master_keys();
  return {};
}

Result<void> OpenVault::commit(VaultIndex next, const std::vector<std::uint64_t>& removed) {
  next.counter = ++vault_.highest_counter_;
  next.last_record = vault_.highest_record_;
  next.vault_key = vault_.keyring_->active.id;
  const auto text = to_text(next, active_);
  if (!text) return out_of_order();
  if (auto written = write_atomically(
          vault_.directory_ / "index.json",
          {reinterpret_cast<const std::uint8_t*>(text->data()), text->size()}, vault_.before_);
      !written)
    return written;
  vault_.index_ = std::move(next);
  // What cannot be removed now goes with a later change, or at the next start.
  auto unwanted = std::exchange(vault_.left_over_, {});
  unwanted.insert(unwanted.end(), removed.begin(), removed.end());
  for (const std::uint64_t record : unwanted)
    if (record != 0 && !remove_file(vault_.record_file(record), vault_.before_))
      vault_.left_over_.push_back(record);
  return {};
}

}  // namespace macsecd
