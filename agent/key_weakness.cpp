#include "key_weakness.hpp"

namespace macsecd {

std::vector<Reason> key_weaknesses(mka::CipherSuite suite, const mka::Ckn& ckn,
                                   std::size_t cak_size) {
  std::vector<Reason> out;
  if (cak_size < mka::sak_size(suite))
    out.push_back({"weak-cak",
                   "a 128-bit CAK limits " + std::string(mka::to_string(suite)) +
                       " to the strength of 128 bits",
                   "use a CAK of 64 digits"});
  const auto names = ckn_weaknesses(ckn);
  out.insert(out.end(), names.begin(), names.end());
  return out;
}

std::vector<Reason> ckn_weaknesses(const mka::Ckn& ckn) {
  if (ckn.octets().size() >= mka::Ckn::max_size) return {};
  return {{"short-ckn", "the CKN has less than 64 digits",
           "some routers accept only 64, or pad with zeros"}};
}

}  // namespace macsecd
