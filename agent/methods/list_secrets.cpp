#include "methods/secret_methods.hpp"

namespace macsecd::methods {

void list_secrets(Agent agent, macsec::Call call) {
  macsec::Json secrets = macsec::Json::array();
  for (const SecretEntry* entry : agent.vault.list())
    secrets.push_back(describe(*entry, agent.secrets));
  macsec::Json grants = macsec::Json::array();
  for (const Grant& grant : agent.secrets.grants()) grants.push_back(describe(grant));
  call.reply({{"secrets", std::move(secrets)}, {"grants", std::move(grants)}});
}

}  // namespace macsecd::methods
