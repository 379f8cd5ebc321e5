#include "cak_reader.hpp"
#include "log.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

void warn_of_weakness(const Connection& connection, const mka::Ckn& name, std::size_t cak_size) {
  const mka::CipherSuite suite = connection.settings().suite;
  if (cak_size < mka::sak_size(suite))
    log::warning(connection.name() + ": a 128-bit CAK limits " +
                 std::string(mka::to_string(suite)) + " to the strength of 128 bits");
  if (name.octets().size() < mka::Ckn::max_size)
    log::warning(connection.name() +
                 ": some routers only accept, or pad with zeros to, a CKN of 64 digits");
}

}  // namespace

void associate_key(Agent agent, macsec::Call call) {
  const std::string name = connection_name(call);
  if (const auto known = agent.connections.find(name); !known)
    return call.fail(within(name, known.error()));
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto file = call.take_descriptor(call.number("cakFileDescriptor").value_or(-1));
  if (!file) return call.fail(within(name, file.error()));
  auto cak = read_cak(file->get());
  if (!cak) return call.fail(within(name, cak.error()));
  const std::size_t size = cak->size();
  const auto connection = agent.connections.associate(name, *key, *std::move(cak));
  if (!connection) return call.fail(within(name, connection.error()));
  warn_of_weakness(**connection, *key, size);
  const auto view = (*connection)->key_view(*key);
  call.reply({{"key", describe(view.value_or(KeyView{*key}), (*connection)->settings().suite)}});
}

}  // namespace macsecd::methods
