#include "vault/master_key_credential.hpp"

#include <openssl/crypto.h>

#include <array>
#include <cstdlib>

#include "vault/master_key.hpp"
#include "vault/private_file.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

}  // namespace

MasterKeyCredential::MasterKeyCredential(std::filesystem::path directory, mka::Random& random)
    : directory_(std::move(directory)), random_(random) {}

bool MasterKeyCredential::available() const { return static_cast<bool>(read(name)); }

Result<MasterKey> MasterKeyCredential::read(std::string_view credential) const {
  const std::string what = "the credential " + std::string(credential);
  const Failure missing{{Errc::secret_not_readable, what + " is missing",
                         "give it to the service: LoadCredentialEncrypted=, see docs/vault.md"}};
  if (directory_.empty()) return missing;
  std::array<std::uint8_t, 128> octets{};
  const auto size = read_private(directory_ / credential, Access::nobody_elses, octets);
  std::optional<MasterKey> key;
  if (size && *size) key = master_key_from(std::span(octets).first(**size));
  OPENSSL_cleanse(octets.data(), octets.size());
  if (!size) return Failure{within(what, size.error())};
  if (!*size) return missing;
  if (!key)
    return Failure{{Errc::secret_not_readable, what + " is no master key",
                    "it holds 32 octets, or 64 hexadecimal digits"}};
  return *std::move(key);
}

void MasterKeyCredential::wrap(VaultKey key, const VaultKeyId& id, const std::string&, bool,
                               Wrapped done) {
  const auto master = read(name);
  done(master ? wrap_with(*master, key, id, random_) : Failure{master.error()});
}

void MasterKeyCredential::unwrap(const Json& wrapped, const VaultKeyId& id, Unwrapped done) {
  done(unwrap(wrapped, id));
}

Result<VaultKey> MasterKeyCredential::unwrap(const Json& wrapped, const VaultKeyId& id) const {
  auto master = read(name);
  const bool present = static_cast<bool>(master);
  if (!present || id_of(*master) != master_key_id(wrapped)) {
    auto previous = read(previous_name);
    if (previous && id_of(*previous) == master_key_id(wrapped))
      master = std::move(previous);
    else if (!present)
      return Failure{master.error()};
    else
      return Failure{
          {Errc::secret_not_readable,
           "the credential " + std::string(name) + " is not the master key of this vault",
           "give the former one as " + std::string(previous_name) +
               ", then: macsecctl keystore rewrap --to credential"}};
  }
  auto key = unwrap_with(*master, wrapped, id);
  if (!key)
    return Failure{{Errc::secret_not_readable, "vault/keyring.json was damaged or tampered with",
                    "put it back from a backup"}};
  return *std::move(key);
}

std::string MasterKeyCredential::describe(const Json&) const { return std::string(name); }

bool MasterKeyCredential::has_another(const Json& wrapped) const {
  const auto master = read(name);
  return master && id_of(*master) != master_key_id(wrapped);
}

std::filesystem::path credentials_directory() {
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  return directory == nullptr ? "" : directory;
}

}  // namespace macsecd
