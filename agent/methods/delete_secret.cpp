#include "methods/secret_methods.hpp"

namespace macsecd::methods {

void delete_secret(Agent agent, macsec::Call call) {
  agent.secrets.remove(secret_name(call), [call](macsec::Result<void> done) mutable {
    if (!done) return call.fail(done.error());
    call.reply();
  });
}

}  // namespace macsecd::methods
