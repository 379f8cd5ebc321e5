#include "derived_from.hpp"
#include "methods/given_cak.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Result<bool> is_same(Agent agent, macsec::Call& call) {
  const auto group = agent.lags.addressed(connection_name(call));
  if (!group) return Failure{group.error()};
  const auto name = ckn(call);
  if (!name) return Failure{name.error()};
  const Connection& connection = *group->front();
  const Key* const key = connection.saved().keys.find(*name);
  if (key == nullptr)
    return Failure{{Errc::key_not_found, "there is no key with CKN " + name->hex(),
                    "macsecctl describe-keys lists the keys"}};
  if (!key->derived)
    return Failure{{Errc::secret_not_readable, "the CAK of key " + name->hex() + " cannot be read",
                    "macsecctl keystore status tells why"}};
  const auto given = given_cak(call, connection.settings().profile);
  if (!given) return Failure{given.error()};
  const auto derived = derived_from(given->cak, *name);
  if (!derived) return Failure{derived.error()};
  return key->derived->of_same_cak(*derived);
}

}  // namespace

void compare_key(Agent agent, macsec::Call call) {
  const auto same = is_same(agent, call);
  if (!same) return call.fail(within(connection_name(call), same.error()));
  call.reply({{"same", *same}});
}

}  // namespace macsecd::methods
