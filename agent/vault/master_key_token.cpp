#include "vault/master_key_token.hpp"

#include <memory>
#include <optional>

#include "vault/sealing.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;
using token::Outcome;
using token::Payload;
using token::Trouble;
using token::Uri;

Failure failure_of(const Trouble& trouble) { return Failure{token::to_error(trouble)}; }

std::string text_in(const Json& wrapped, const char* member) {
  const auto at = wrapped.is_object() ? wrapped.find(member) : wrapped.end();
  return at != wrapped.end() && at->is_string() ? at->get<std::string>() : std::string();
}

Failure damaged() {
  return Failure{{Errc::secret_not_readable, "vault/keyring.json was damaged or tampered with",
                  "put it back from a backup"}};
}

Result<VaultKey> vault_key_from(const Outcome<Payload>& outcome) {
  if (const auto* trouble = std::get_if<Trouble>(&outcome)) return failure_of(*trouble);
  const auto octets = std::get<Payload>(outcome).expose();
  auto key = VaultKey::copy_from(octets);
  if (!key || key->size() != VaultKey::max_size) return damaged();
  return *std::move(key);
}

}  // namespace

void MasterKeyToken::wrap(VaultKey key, const VaultKeyId& id, const std::string& target, bool,
                          Wrapped done) {
  const auto uri = Uri::parse(target);
  if (!uri) return done(Failure{uri.error()});
  auto expected = std::make_shared<VaultKey>(std::move(key));
  auto plain = Payload::copy_from(expected->expose());
  tokens_.wrap(*uri, *std::move(plain), id,
               [this, expected, id, uri = *uri, done = std::move(done)](Outcome<Payload> wrapped) {
                 if (const auto* trouble = std::get_if<Trouble>(&wrapped))
                   return done(failure_of(*trouble));
                 const Json json{{"uri", uri.text()},
                                 {"wrapped", sealing::to_hex(std::get<Payload>(wrapped).expose())}};
                 unwrap(json, id, [expected, json, done](const Result<VaultKey>& back) {
                   if (!back) return done(Failure{back.error()});
                   if (!back->matches(*expected)) return done(damaged());
                   done(json);
                 });
               });
}

void MasterKeyToken::unwrap(const Json& wrapped, const VaultKeyId& id, Unwrapped done) {
  const auto uri = Uri::parse(text_in(wrapped, "uri"));
  if (!uri) return done(Failure{uri.error()});
  const auto octets = sealing::from_hex(text_in(wrapped, "wrapped"));
  auto payload = octets ? Payload::copy_from(*octets) : std::nullopt;
  if (!payload) return done(damaged());
  tokens_.unwrap(
      *uri, *std::move(payload), id,
      [done = std::move(done)](const Outcome<Payload>& key) { done(vault_key_from(key)); });
}

std::string MasterKeyToken::describe(const Json& wrapped) const { return text_in(wrapped, "uri"); }

}  // namespace macsecd
