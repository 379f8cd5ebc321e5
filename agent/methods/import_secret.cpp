#include "key_weakness.hpp"
#include "methods/given_cak.hpp"
#include "methods/secret_methods.hpp"

namespace macsecd::methods {
namespace {

using macsec::Json;
using macsec::Result;

std::vector<Reason> warnings(const mka::Ckn& ckn, const GivenCak& given) {
  auto out =
      key_weaknesses(Profile::generic, mka::CipherSuite::gcm_aes_xpn_256, ckn, given.cak.size());
  if (given.padded()) out.push_back(padding_warning(given.given));
  return out;
}

}  // namespace

void import_secret(Agent agent, macsec::Call call) {
  const std::string name = secret_name(call);
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto given = given_cak(call, Profile::generic);
  if (!given) return call.fail(within(name, given.error()));
  const Grant grant{call.text("grantTo").value_or(""), name};
  auto said = warnings(*key, *given);
  agent.secrets.import(name, *key, given->cak, [=](Result<void> done) mutable {
    if (done && !grant.connection.empty()) {
      done = agent.secrets.grant(grant);
      for (Reason& one : grant_warnings(grant)) said.push_back(std::move(one));
    }
    if (!done) return call.fail(within(name, done.error()));
    call.reply({{"secret", describe(*agent.vault.find(name), agent.secrets)},
                {"warnings", describe(said)}});
  });
}

}  // namespace macsecd::methods
