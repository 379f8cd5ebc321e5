#include "vault/vault.hpp"

#include <algorithm>
#include <charconv>

#include "log.hpp"
#include "vault/open_vault.hpp"
#include "vault/private_file.hpp"
#include "vault/sealing.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
namespace fs = std::filesystem;

constexpr int version = 1;
constexpr const char* keyring_name = "keyring.json";
constexpr const char* index_name = "index.json";
constexpr std::size_t largest_text = 16u << 20;
// Records of one change that a crash may leave without an index that knows them
// (Rewrap::at_a_time).
constexpr std::uint64_t largest_change = 4;

Error damaged(const std::string& what) {
  return {Errc::secret_not_readable, what,
          "put vault/ back from a backup; or move it away, and associate the keys again"};
}

std::optional<std::uint64_t> record_number(const fs::path& file) {
  const std::string name = file.filename().string();
  std::uint64_t number = 0;
  const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (bad != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

std::vector<fs::path> files_in(const fs::path& directory) {
  std::error_code ignored;
  std::vector<fs::path> out;
  for (const auto& file : fs::directory_iterator(directory, ignored)) out.push_back(file.path());
  return out;
}

}  // namespace

Vault::Vault(fs::path directory, MasterKeySources& sources, mka::Random& random, BeforeStep before)
    : directory_(std::move(directory)),
      sources_(sources),
      random_(random),
      before_(std::move(before)) {}

fs::path Vault::record_file(std::uint64_t record) const {
  return records() / std::to_string(record);
}

Result<void> Vault::load() {
  for (const fs::path& path : {directory_, records()})
    if (auto made = private_directory(path, before_); !made) return made;
  remove_unfinished();
  if (auto done = load_keyring(); !done) return done;
  return load_index();
}

// Nothing: it is not there, or damaged, which is remembered. A later version is left alone.
Result<std::optional<Json>> Vault::read_json(const char* name) const {
  const auto text = read_text(directory_ / name, largest_text);
  if (!text) return Failure{text.error()};
  if (!*text) return std::optional<Json>();
  Json json = Json::parse(**text, nullptr, false);
  if (json.is_object())
    if (const auto at = json.find("version"); at != json.end() && at->is_number_integer())
      if (at->get<std::int64_t>() > version)
        return Failure{{Errc::internal,
                        (directory_ / name).string() + " was written by a later version of macsecd",
                        "start that version, or one after it; nothing was changed"}};
  return std::optional(std::move(json));
}

Result<void> Vault::load_keyring() {
  keyring_.reset();
  const auto json = read_json(keyring_name);
  if (!json && json.error().code == Errc::internal) return Failure{json.error()};
  if (json && *json) keyring_ = keyring_from(**json);
  if (!json || (*json && !keyring_))
    damage_ = damaged((directory_ / keyring_name).string() + " was damaged or tampered with");
  return {};
}

Result<void> Vault::load_index() {
  unverified_.reset();
  const auto json = read_json(index_name);
  if (!json && json.error().code == Errc::internal) return Failure{json.error()};
  if (json && *json) unverified_ = unverified_index_from(**json);
  const bool lost = json && !*json && !files_in(records()).empty();
  if (damage_) return {};
  if (lost)
    damage_ = damaged((directory_ / index_name).string() + " is missing, and there are records");
  else if (!json || (*json && !unverified_))
    damage_ = damaged((directory_ / index_name).string() + " was damaged or tampered with");
  else if (!keyring_ && unverified_)
    damage_ = damaged((directory_ / keyring_name).string() + " is missing");
  return {};
}

void Vault::remove_unfinished() const {
  for (const fs::path& room : {directory_, records()})
    for (const fs::path& file : files_in(room))
      if (file.string().ends_with(unfinished_suffix)) (void)remove_file(file, before_);
}

void Vault::open(Use use) {
  if (damage_) {  // somebody may have mended it
    damage_.reset();
    verified_ = false;
    if (auto loaded = load(); !loaded) return refuse(use, loaded.error());
    if (damage_) return refuse(use, *damage_);
  }
  if (!keyring_) return make_keyring(std::move(use));
  unwrap(std::move(use));
}

void Vault::refuse(const Use& use, Error why) {
  if (!why_locked_ || why_locked_->what != why.what)
    log::warning("the vault is locked: " + why.what);
  why_locked_ = why;
  use(Failure{within("the vault is locked", std::move(why))});
}

void Vault::make_key(MasterKeySource& source, const std::string& target, bool fresh,
                     std::function<void(Result<WrappedKey>)> done) {
  std::array<std::uint8_t, VaultKey::max_size> octets{};
  std::array<std::uint8_t, 8> id{};
  std::optional<VaultKey> key;
  if (random_.fill(octets) && random_.fill(id)) key = VaultKey::copy_from(octets);
  OPENSSL_cleanse(octets.data(), octets.size());
  if (!key)
    return done(Failure{{Errc::internal, "there are no random octets for a key", "try again"}});
  WrappedKey made{sealing::to_hex(id), std::string(source.provider()), wall_now()};
  // Shared, as a function object must be copyable; wiped with its last owner.
  const auto original = std::make_shared<VaultKey>(key->clone());
  source.wrap(
      *std::move(key), made.id, target, fresh,
      [&source, made, original, done](Result<Json> wrapped) mutable {
        if (!wrapped) return done(Failure{wrapped.error()});
        made.wrapped = *wrapped;
        // What cannot be unwrapped again is of no use: better known before it is needed.
        source.unwrap(made.wrapped, made.id, [made, original, done](Result<VaultKey> again) {
          if (!again) return done(Failure{again.error()});
          if (!again->matches(*original))
            return done(Failure{
                {Errc::internal, "the master key unwraps another key", "choose another provider"}});
          done(made);
        });
      });
}

void Vault::make_keyring(Use use) {
  MasterKeySource* source = sources_.best();
  if (source == nullptr)
    return refuse(use,
                  {Errc::secret_not_readable, "no master key can be had", "see docs/vault.md"});
  make_key(*source, std::string(source->provider()), false,
           [this, use = std::move(use)](Result<WrappedKey> made) {
             if (!made) return refuse(use, made.error());
             if (!keyring_)  // else somebody was faster
               if (auto written = write_keyring({*std::move(made)}); !written)
                 return refuse(use, written.error());
             unwrap(use);
           });
}

void Vault::begin_rewrap(const std::string& target, std::function<void(Result<void>)> done) {
  open([this, target, done = std::move(done)](Result<OpenVault*> open) {
    if (!open) return done(Failure{open.error()});
    add_key(target, done);
  });
}

void Vault::add_key(const std::string& target, std::function<void(Result<void>)> done) {
  const WrappedKey& active = keyring_->active;
  MasterKeySource* present = sources_.find(active.provider);
  std::string wanted = target.empty() ? active.provider : target;
  if (target.empty() && active.provider == "pkcs11") wanted = present->describe(active.wrapped);
  MasterKeySource* source = sources_.for_target(wanted);
  if (source == nullptr)
    return done(Failure{{Errc::illegal_param, "there is no master key provider \"" + wanted + "\"",
                         "credential, file, or a pkcs11: URI"}});
  make_key(*source, wanted, true, [this, done](Result<WrappedKey> made) {
    if (!made) return done(Failure{made.error()});
    if (keyring_->previous)
      return done(Failure{{Errc::busy, "the vault moves to another key already", "wait for it"}});
    done(write_keyring({*std::move(made), keyring_->active}));
  });
}

Result<void> Vault::write_keyring(const Keyring& keyring) {
  const std::string text = macsec::to_text(to_json(keyring), 1) + "\n";
  if (auto written = write_atomically(
          directory_ / keyring_name,
          {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, before_);
      !written)
    return written;
  keyring_ = keyring;
  return {};
}

void Vault::unwrap(Use use) {
  const auto source_of = [this](const WrappedKey& key) { return sources_.find(key.provider); };
  const WrappedKey& active = keyring_->active;
  MasterKeySource* source = source_of(active);
  if (source == nullptr)
    return refuse(use, {Errc::secret_not_readable,
                        "its master key is of provider " + active.provider + ", which is not there",
                        "install what macsecd needs for it"});
  source->unwrap(
      active.wrapped, active.id, [this, source_of, id = active.id, use](Result<VaultKey> key) {
        if (!key) return refuse(use, key.error());
        if (keyring_->active.id != id) return open(use);  // it changed meanwhile
        if (!keyring_->previous) return enter(*std::move(key), std::nullopt, use);
        const WrappedKey previous = *keyring_->previous;
        MasterKeySource* former = source_of(previous);
        if (former == nullptr) return enter(*std::move(key), std::nullopt, use);
        const auto kept = std::make_shared<VaultKey>(*std::move(key));
        // Without it the records that were moved already can be read.
        former->unwrap(previous.wrapped, previous.id, [this, kept, id, use](Result<VaultKey> old) {
          if (keyring_->active.id != id) return open(use);
          std::optional<VaultKey> before;
          if (old) before = *std::move(old);
          enter(std::move(*kept), std::move(before), use);
        });
      });
}

void Vault::enter(VaultKey active, std::optional<VaultKey> previous, const Use& use) {
  OpenVault open(*this, std::move(active), std::move(previous));
  if (auto verified = verify(open); !verified) return refuse(use, verified.error());
  if (why_locked_) log::info("the vault is open again");
  why_locked_.reset();
  if (!doomed_.empty())
    if (auto removed = open.remove(std::vector<std::string>(doomed_.begin(), doomed_.end()));
        !removed)
      log::warning("secrets that are no longer needed stay for now: " +
                   log::one_line(removed.error()));
  use(&open);
}

Result<void> Vault::verify(OpenVault& open) {
  if (verified_) return {};
  if (unverified_) {
    const VaultKey* key = open.key(unverified_->index.vault_key);
    if (key == nullptr && keyring_->previous)
      return Failure{{Errc::secret_not_readable, "the previous master key is missing",
                      "it is needed until all records are moved: macsecctl keystore status"}};
    if (key == nullptr || !unverified_->verify(*key)) {
      damage_ = damaged((directory_ / index_name).string() + " was tampered with or put back");
      return Failure{*damage_};
    }
    index_ = std::move(unverified_->index);
    unverified_.reset();
  } else if (auto made = open.commit({}, {}); !made) {  // before there is any record
    return made;
  }
  verified_ = true;
  highest_record_ = std::max(highest_record_, index_.last_record);
  highest_counter_ = std::max(highest_counter_, index_.counter);
  sweep();
  keep_needed_master_keys();
  return {};
}

// What changes that a crash cut short left behind. What is newer than that was not left by us.
void Vault::sweep() {
  std::set<std::uint64_t> wanted;
  std::vector<std::pair<std::uint64_t, fs::path>> left;
  std::uint64_t newer = 0;
  for (const auto& [name, entry] : index_.secrets) wanted.insert(entry.record);
  for (const fs::path& file : files_in(records())) {
    const auto number = record_number(file);
    if (!number || wanted.contains(*number)) continue;
    highest_record_ = std::max(highest_record_, *number);
    newer += *number > index_.last_record;
    left.push_back({*number, file});
  }
  for (const auto& [number, file] : left)
    if (number <= index_.last_record || newer <= largest_change)
      (void)remove_file(file, before_);
    else
      log::warning(file.string() + " is newer than vault/index.json: was an old index put back?");
}

void Vault::keep_needed_master_keys() {
  for (const auto& source : sources_.all()) {
    std::vector<const Json*> needed;
    if (keyring_->active.provider == source->provider())
      needed.push_back(&keyring_->active.wrapped);
    if (keyring_->previous && keyring_->previous->provider == source->provider())
      needed.push_back(&keyring_->previous->wrapped);
    source->keep_only(needed);
  }
}

const SecretEntry* Vault::find(std::string_view name) const {
  if (doomed_.contains(std::string(name))) return nullptr;
  return (unverified_ ? unverified_->index : index_).find(name);
}

std::vector<const SecretEntry*> Vault::list() const {
  std::vector<const SecretEntry*> out;
  for (const auto& [name, entry] : (unverified_ ? unverified_->index : index_).secrets)
    if (!doomed_.contains(name)) out.push_back(&entry);
  return out;
}

void Vault::forget(const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (find(name) != nullptr) doomed_.insert(name);
  if (!doomed_.empty()) open([](Result<OpenVault*>) {});  // which removes them
}

}  // namespace macsecd
