#include "methods/secret_methods.hpp"

namespace macsecd::methods {

void cancel_key_deletion(Agent agent, macsec::Call call) {
  const auto names = secrets_named(agent, call);
  if (!names) return call.fail(names.error());
  agent.secrets.cancel(*names, [=](macsec::Result<void> done) mutable {
    if (!done) return call.fail(done.error());
    macsec::Json out = macsec::Json::array();
    for (const std::string& name : *names)
      if (const SecretEntry* entry = agent.vault.find(name))
        out.push_back(describe(*entry, agent.secrets));
    call.reply({{"secrets", std::move(out)}});
  });
}

}  // namespace macsecd::methods
