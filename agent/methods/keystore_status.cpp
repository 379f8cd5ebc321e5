#include "describe_vault.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {

// Who asks wants to know it as of now: a vault that is locked is tried, and every record read.
void keystore_status(Agent agent, macsec::Call call) {
  if (!agent.keeper.has_room())
    return call.fail({macsec::Errc::busy,
                      "others ask for the keystore's status, and the master key is slow",
                      "try again later"});
  agent.keeper.look_through([agent, call]() mutable {
    call.reply({{"keystore", describe(agent.vault, agent.keeper.rewrap())}});
  });
}

}  // namespace macsecd::methods
