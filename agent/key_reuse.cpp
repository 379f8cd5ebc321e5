#include "key_reuse.hpp"

namespace macsecd {

std::vector<Reason> key_reuse(const Key& key, const std::string& other, const Keychain& keys) {
  std::vector<Reason> out;
  for (const Key& known : keys.keys()) {
    if (known.ckn == key.ckn)
      out.push_back({"ckn-reused", "connection " + other + " has a key of this CKN too",
                     "a CKN of its own for each connection tells the peers apart"});
    if (key.derived && known.derived && known.derived->of_same_cak(*key.derived))
      out.push_back({"cak-reused",
                     "the CAK is also that of key " + known.ckn.hex() + " of connection " + other,
                     "who learns one of them knows both: use a pair of its own for each"});
  }
  return out;
}

}  // namespace macsecd
