#include "describe_secret.hpp"

#include "describe.hpp"
#include "key_age.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {

using macsec::Json;

Json describe(const SecretEntry& entry, const Secrets& secrets) {
  const auto deletion = secrets.deletion_of(entry.name);
  return {{"secretName", entry.name},
          {"ckn", entry.ckn.hex()},
          {"implicit", is_implicit_secret_name(entry.name)},
          {"createdAt", to_string(entry.created_at)},
          {"ageSeconds", key_age(entry.created_at, wall_now()).count()},
          {"usedBy", secrets.users_of(entry.name)},
          {"pendingDeletion", deletion.has_value()},
          {"deletionOn", deletion ? Json(to_string(*deletion)) : Json(nullptr)}};
}

Json describe(const Grant& grant) {
  return {{"connectionName", grant.connection}, {"secretName", grant.secret}};
}

Json describe(const DeletionNotice& notice) {
  return {{"secretName", notice.secret},
          {"connectionName", notice.connection.empty() ? Json(nullptr) : Json(notice.connection)},
          {"deletionOn", to_string(notice.on)},
          {"consequence", describe(notice.consequence)}};
}

}  // namespace macsecd
