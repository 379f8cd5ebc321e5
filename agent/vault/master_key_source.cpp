#include "vault/master_key_source.hpp"

namespace macsecd {

MasterKeySource* MasterKeySources::find(std::string_view provider) const {
  for (const auto& source : all_)
    if (source->provider() == provider) return source.get();
  return nullptr;
}

MasterKeySource* MasterKeySources::for_target(std::string_view target) const {
  return find(target.substr(0, target.find(':')));
}

MasterKeySource* MasterKeySources::best() const {
  for (const auto& source : all_)
    if (source->available()) return source.get();
  return nullptr;
}

MasterKeySource* MasterKeySources::better_than(std::string_view provider,
                                               const macsec::Json& wrapped) const {
  for (const auto& source : all_) {
    const bool same = source->provider() == provider;
    if (source->available() && (!same || source->has_another(wrapped))) return source.get();
    if (same) return nullptr;
  }
  return nullptr;
}

}  // namespace macsecd
