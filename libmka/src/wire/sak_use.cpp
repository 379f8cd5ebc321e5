#include "wire/sak_use.hpp"

namespace mka::wire {
namespace {

//   1        type 3
//   2        latest AN(2), tx, rx; old AN(2), tx, rx
//   3        plain tx, plain rx, -, delay protect, body length (0 or 40)
//   5..24    latest key: server's MI(12), key number(4), lowest acceptable PN(4)
//   25..44   old key: the same
constexpr std::size_t full_body = 40;

SakUse::Key unpack(unsigned bits) {
  SakUse::Key key;
  key.an = An::from_bits(bits >> 2);
  key.transmits = (bits & 2u) != 0;
  key.receives = (bits & 1u) != 0;
  return key;
}

unsigned pack(const SakUse::Key& key) {
  return static_cast<unsigned>(key.an.value() << 2) | (key.transmits ? 2u : 0u) |
         (key.receives ? 1u : 0u);
}

void read_key(Reader& in, SakUse::Key& key) {
  key.ki.server = in.mi();
  key.ki.number = in.u32();
  key.lowest_pn = in.u32();
}

void write_key(Writer& out, const SakUse::Key& key) {
  out.bytes(key.ki.wire());
  out.u32(key.lowest_pn);
}

}  // namespace

std::optional<SakUse> decode_sak_use(const ParameterSet& set) {
  if (!set.body.empty() && set.body.size() != full_body) return std::nullopt;
  SakUse use;
  use.latest = unpack(set.header.octet_2 >> 4);
  use.old = unpack(set.header.octet_2 & 15u);
  use.plain_transmit = set.header.has(8);
  use.plain_receive = set.header.has(7);
  use.delay_protect = set.header.has(5);
  use.without_keys = set.body.empty();
  if (use.without_keys) return use;
  Reader in(set.body);
  read_key(in, use.latest);
  read_key(in, use.old);
  return use;
}

void encode(Writer& out, const SakUse& use) {
  OpenSet set(
      out, set_type::sak_use, pack(use.latest) << 4 | pack(use.old),
      flag(8, use.plain_transmit) | flag(7, use.plain_receive) | flag(5, use.delay_protect));
  if (!use.without_keys) {
    write_key(out, use.latest);
    write_key(out, use.old);
  }
  set.close();
}

}  // namespace mka::wire
