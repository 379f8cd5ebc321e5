#include "wire/announcement.hpp"

namespace mka::wire {

//   1        type 7
//   5..      TLVs: type(7) length(9), value; one after the other without padding

std::optional<Announcement> decode_announcement(const ParameterSet& set) {
  Announcement announcement;
  Reader in(set.body);
  while (in.remaining() != 0) {
    const std::uint16_t head = in.u16();
    const Bytes value = in.bytes(head & 0x1FFu);
    if (!in.ok()) return std::nullopt;
    announcement.tlvs.push_back(
        {static_cast<std::uint8_t>(head >> 9), {value.begin(), value.end()}});
  }
  return in.ok() ? std::optional(announcement) : std::nullopt;
}

void encode(Writer& out, const Announcement& announcement) {
  OpenSet set(out, set_type::announcement, 0, 0);
  for (const Announcement::Tlv& tlv : announcement.tlvs) {
    if (tlv.type > 0x7F || tlv.value.size() > 0x1FF) return out.overflow();
    out.u16(static_cast<std::uint16_t>(static_cast<std::size_t>(tlv.type) << 9 | tlv.value.size()));
    out.bytes(tlv.value);
  }
  set.close();
}

}  // namespace mka::wire
