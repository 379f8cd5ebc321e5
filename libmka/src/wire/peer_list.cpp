#include "wire/peer_list.hpp"

namespace mka::wire {
namespace {

//   1        type 1 (live) or 2 (potential)
//   2        live: low octet of the key server's SSCI
//   5..20    MI(12), MN(4)     21..36  the next
constexpr std::size_t entry_size = 16;

}  // namespace

std::optional<PeerList> decode_peer_list(const ParameterSet& set) {
  if (set.body.size() % entry_size != 0) return std::nullopt;
  PeerList list;
  list.key_server_ssci = set.header.octet_2;
  list.entries.reserve(set.body.size() / entry_size);
  for (Reader in(set.body); in.remaining() != 0;) {
    const Mi mi = in.mi();
    list.entries.push_back({mi, in.u32()});
  }
  return list;
}

void encode(Writer& out, std::uint8_t type, const PeerList& list) {
  OpenSet set(out, type, list.key_server_ssci, 0);
  for (const PeerList::Entry& entry : list.entries) {
    out.bytes(entry.mi.octets);
    out.u32(entry.mn);
  }
  set.close();
}

}  // namespace mka::wire
