#include "wire/distributed_sak.hpp"

namespace mka::wire {
namespace {

//   1        type 4
//   2        AN(2), confidentiality offset code(2), -
//   5..8     key number
//   body 28  9..32   SAK wrapped (GCM-AES-128)
//   body 36  9..16   cipher suite, 17..40 SAK of 128 bits wrapped
//   body 52  9..16   cipher suite, 17..56 SAK of 256 bits wrapped
//   body 0   the key server decided against MACsec
constexpr std::size_t short_body = 28;
constexpr std::size_t body_with_128_bits = 36;
constexpr std::size_t body_with_256_bits = 52;

bool is_body_size(std::size_t size) {
  return size == 0 || size == short_body || size == body_with_128_bits ||
         size == body_with_256_bits;
}

void read_wrapped(Reader& in, DistributedSak::WrappedSak& wrapped) {
  wrapped.size = in.remaining();
  std::ranges::copy(in.bytes(wrapped.size), wrapped.octets.begin());
}

}  // namespace

std::optional<CipherSuite> DistributedSak::suite() const {
  if (without_macsec) return std::nullopt;
  const auto named = cipher_suite_from_id(cipher_suite_id);
  if (!named || wrapped.size != sak_size(*named) + 8) return std::nullopt;
  return named;
}

std::optional<DistributedSak> decode_distributed_sak(const ParameterSet& set) {
  if (!is_body_size(set.body.size())) return std::nullopt;
  DistributedSak distributed;
  if (set.body.empty()) {
    distributed.without_macsec = true;
    return distributed;
  }
  Reader in(set.body);
  distributed.an = An::from_bits(set.header.octet_2 >> 6);
  distributed.confidentiality_code = set.header.octet_2 >> 4 & 3u;
  distributed.key_number = in.u32();
  distributed.short_form = set.body.size() == short_body;
  distributed.cipher_suite_id =
      distributed.short_form ? mka::cipher_suite_id(CipherSuite::gcm_aes_128) : in.u64();
  read_wrapped(in, distributed.wrapped);
  return distributed;
}

void encode(Writer& out, const DistributedSak& distributed) {
  if (distributed.without_macsec) return OpenSet(out, set_type::distributed_sak, 0, 0).close();
  OpenSet set(out, set_type::distributed_sak,
              unsigned{distributed.an.value()} << 6 | (distributed.confidentiality_code & 3u) << 4,
              0);
  out.u32(distributed.key_number);
  if (!distributed.short_form) out.u64(distributed.cipher_suite_id);
  out.bytes(distributed.wrapped.view());
  set.close();
}

}  // namespace mka::wire
