#include "methods/secret_methods.hpp"

namespace macsecd::methods {

void schedule_key_deletion(Agent agent, macsec::Call call) {
  const auto names = secrets_named(agent, call);
  if (!names) return call.fail(names.error());
  const std::chrono::seconds usual = PlannedDeletion::latest;
  const std::chrono::seconds in(call.number("inSeconds").value_or(usual.count()));
  agent.secrets.schedule(*names, in,
                         [call](macsec::Result<std::vector<DeletionNotice>> planned) mutable {
                           if (!planned) return call.fail(planned.error());
                           macsec::Json out = macsec::Json::array();
                           for (const DeletionNotice& one : *planned) out.push_back(describe(one));
                           call.reply({{"deletions", std::move(out)}});
                         });
}

}  // namespace macsecd::methods
