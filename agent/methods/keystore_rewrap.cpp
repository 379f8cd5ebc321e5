#include "describe_vault.hpp"
#include "log.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {

void keystore_rewrap(Agent agent, macsec::Call call) {
  const std::string target = call.text("to").value_or("");
  agent.keeper.rewrap().start(target, [agent, call](macsec::Result<void> done) mutable {
    if (!done) return call.fail(within("keystore", done.error()));
    call.reply({{"keystore", describe(agent.vault, agent.keeper.rewrap())}});
  });
}

}  // namespace macsecd::methods
