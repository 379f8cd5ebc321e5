#include "methods/secret_methods.hpp"

namespace macsecd::methods {

void grant_secrets(Agent agent, macsec::Call call) {
  const Grant grant = grant_of(call);
  if (auto done = agent.secrets.grant(grant); !done) return call.fail(done.error());
  call.reply({{"warnings", describe(grant_warnings(grant))}});
}

void revoke_secrets(Agent agent, macsec::Call call) {
  if (auto done = agent.secrets.revoke(grant_of(call)); !done) return call.fail(done.error());
  call.reply();
}

}  // namespace macsecd::methods
