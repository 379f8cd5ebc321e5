#include "key_weakness.hpp"

namespace macsecd {
namespace {

constexpr std::size_t short_cak = 16;

}  // namespace

std::vector<Reason> key_weaknesses(Profile profile, mka::CipherSuite suite, const mka::Ckn& ckn,
                                   std::optional<std::size_t> cak_size) {
  std::vector<Reason> out;
  if (cak_size && *cak_size < mka::sak_size(suite))
    out.push_back({"weak-cak",
                   "a 128-bit CAK limits " + std::string(mka::to_string(suite)) +
                       " to the strength of 128 bits",
                   "use a CAK of 64 digits"});
  // The others say themselves how long a CKN may be.
  if (profile == Profile::generic && ckn.octets().size() < mka::Ckn::max_size)
    out.push_back({"short-ckn", "the CKN has less than 64 digits",
                   "some routers accept only 64, or pad with zeros"});
  // MKA takes AES-128-CMAC with a CAK of 128 bits (802.1X 9.3.3), whatever a page says.
  if (profile == Profile::alibaba && cak_size == short_cak)
    out.push_back({"cak-algorithm",
                   "Alibaba Cloud names AES_256_CMAC for the router, but a CAK of 32 digits works "
                   "with AES-128-CMAC, and so does this end",
                   "if the two ends do not agree, use a 256-bit suite and pairs of 64 digits"});
  return out;
}

Reason padding_warning(std::size_t given) {
  return {"padded-cak",
          "the CAK was filled with zeros after its " + std::to_string(2 * given) +
              " digits: it has " + std::to_string(8 * given) + " bits of strength",
          "the other end must fill it the same way; a CAK of 64 random digits is better"};
}

}  // namespace macsecd
