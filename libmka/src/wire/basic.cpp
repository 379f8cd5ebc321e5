#include "wire/basic.hpp"

namespace mka::wire {
namespace {

//   1        MKA version identifier
//   2        key server priority
//   3        key server, MACsec desired, capability(2), body length
//   5..12    SCI            13..24  MI        25..28  MN
//   29..32   algorithm agility
//   33..     CKN, 1 to 32 octets: as long as the body length says
constexpr std::size_t fixed_body = 28;

}  // namespace

std::optional<Basic> decode_basic(Reader& in) {
  const SetHeader header = read_set_header(in);
  if (header.body_size <= fixed_body || header.body_size > fixed_body + Ckn::max_size)
    return std::nullopt;
  Reader body(read_set_body(in, header.body_size));
  const Sci sci = body.sci();
  const Mi mi = body.mi();
  const Mn mn = body.u32();
  const std::uint32_t agility = body.u32();
  const auto ckn = Ckn::from(body.bytes(body.remaining()));
  if (!in.ok() || !body.complete() || !ckn) return std::nullopt;
  return Basic{.mka_version = header.type,
               .key_server_priority = header.octet_2,
               .key_server = header.has(8),
               .macsec_desired = header.has(7),
               .capability = static_cast<MacsecCapability>(header.flags >> 4 & 3u),
               .sci = sci,
               .mi = mi,
               .mn = mn,
               .algorithm_agility = agility,
               .ckn = *ckn};
}

void encode(Writer& out, const Basic& basic) {
  const unsigned capability = static_cast<unsigned>(basic.capability) << 4;
  OpenSet set(out, basic.mka_version, basic.key_server_priority,
              flag(8, basic.key_server) | flag(7, basic.macsec_desired) | capability);
  out.bytes(basic.sci.wire());
  out.bytes(basic.mi.octets);
  out.u32(basic.mn);
  out.u32(basic.algorithm_agility);
  out.bytes(basic.ckn.octets());
  set.close();
}

}  // namespace mka::wire
