#include "vault/master_key_file.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

#include "vault/master_key.hpp"
#include "vault/private_file.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
namespace fs = std::filesystem;

constexpr std::string_view first_name = "master.key";

// master.key, or master-DIGITS.key of a later one.
bool is_name(std::string_view name) {
  if (name == first_name) return true;
  if (name.size() != 27 || !name.starts_with("master-") || !name.ends_with(".key")) return false;
  const auto digits = name.substr(7, 16);
  return std::all_of(digits.begin(), digits.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_unfinished(std::string_view name) {
  return name.ends_with(unfinished_suffix) &&
         is_name(name.substr(0, name.size() - unfinished_suffix.size()));
}

std::string name_in(const Json& wrapped) {
  const auto at = wrapped.find("file");
  const std::string name = at != wrapped.end() && at->is_string() ? at->get<std::string>() : "";
  return is_name(name) ? name : std::string(first_name);
}

}  // namespace

MasterKeyFile::MasterKeyFile(fs::path directory, mka::Random& random, BeforeStep before)
    : directory_(std::move(directory)), random_(random), before_(std::move(before)) {}

void MasterKeyFile::wrap(VaultKey key, const VaultKeyId& id, const std::string&, bool fresh,
                         Wrapped done) {
  done(wrap(key, id, fresh));
}

void MasterKeyFile::unwrap(const Json& wrapped, const VaultKeyId& id, Unwrapped done) {
  done(unwrap(wrapped, id));
}

std::string MasterKeyFile::describe(const Json& wrapped) const {
  return (directory_ / name_in(wrapped)).string();
}

Result<std::optional<MasterKey>> MasterKeyFile::read(const std::string& name) const {
  std::array<std::uint8_t, 128> octets{};
  const auto size = read_private(directory_ / name, Access::ours_alone, octets);
  std::optional<MasterKey> key;
  if (size && *size) key = master_key_from(std::span(octets).first(**size));
  OPENSSL_cleanse(octets.data(), octets.size());
  if (!size) return Failure{size.error()};
  if (*size && !key)
    return Failure{{Errc::secret_not_readable, (directory_ / name).string() + " is no master key",
                    "put it back from a backup: 32 octets, mode 0600"}};
  return key;
}

Result<MasterKey> MasterKeyFile::make(std::string& name, bool fresh) {
  std::array<std::uint8_t, MasterKey::max_size> octets{};
  std::optional<MasterKey> key;
  if (random_.fill(octets)) key = MasterKey::copy_from(octets);
  OPENSSL_cleanse(octets.data(), octets.size());
  if (!key)
    return Failure{{Errc::internal, "there are no random octets for a master key", "try again"}};
  if (fresh) name = "master-" + id_of(*key) + ".key";
  if (auto written = write_atomically(directory_ / name, key->expose(), before_); !written)
    return Failure{written.error()};
  return *std::move(key);
}

// One that is there is never replaced: something may be wrapped by it.
Result<Json> MasterKeyFile::wrap(const VaultKey& key, const VaultKeyId& id, bool fresh) {
  std::string name(first_name);
  std::optional<MasterKey> master;
  if (!fresh) {
    auto present = read(name);
    if (!present) return Failure{present.error()};
    master = *std::move(present);
  }
  if (!master) {
    auto made = make(name, fresh);
    if (!made) return Failure{made.error()};
    master = *std::move(made);
  }
  auto wrapped = wrap_with(*master, key, id, random_);
  if (wrapped) (*wrapped)["file"] = name;
  return wrapped;
}

Result<VaultKey> MasterKeyFile::unwrap(const Json& wrapped, const VaultKeyId& id) const {
  const fs::path file = directory_ / name_in(wrapped);
  auto master = read(file.filename().string());
  if (!master) return Failure{master.error()};
  if (!*master)
    return Failure{{Errc::secret_not_readable, "the master key " + file.string() + " is missing",
                    "put it back from a backup, with mode 0600"}};
  if (id_of(**master) != master_key_id(wrapped))
    return Failure{{Errc::secret_not_readable,
                    file.string() + " is not the master key of this vault",
                    "put the right one back from a backup"}};
  auto key = unwrap_with(**master, wrapped, id);
  if (!key)
    return Failure{{Errc::secret_not_readable, "vault/keyring.json was damaged or tampered with",
                    "put it back from a backup"}};
  return *std::move(key);
}

void MasterKeyFile::keep_only(const std::vector<const Json*>& wrapped) {
  std::error_code ignored;
  std::vector<fs::path> gone;
  for (const auto& file : fs::directory_iterator(directory_, ignored)) {
    const std::string name = file.path().filename().string();
    const auto needs = [&](const Json* one) { return name_in(*one) == name; };
    if ((is_name(name) && std::none_of(wrapped.begin(), wrapped.end(), needs)) ||
        is_unfinished(name))
      gone.push_back(file.path());
  }
  for (const fs::path& file : gone) (void)shred_file(file, before_);  // else at the next start
}

}  // namespace macsecd
