#include "wire/parameter_set.hpp"

namespace mka::wire {

SetHeader read_set_header(Reader& in) {
  SetHeader header;
  header.type = in.u8();
  header.octet_2 = in.u8();
  const std::uint16_t octets_3_4 = in.u16();
  header.flags = static_cast<std::uint8_t>(octets_3_4 >> 8 & 0xF0u);
  header.body_size = octets_3_4 & longest_body;
  return header;
}

Bytes read_set_body(Reader& in, std::size_t size) {
  const Bytes body = in.bytes(size);
  in.bytes(padded(size) - size);
  return body;
}

OpenSet::OpenSet(Writer& out, std::uint8_t type, unsigned octet_2, unsigned flags)
    : out_(out), start_(out.size()) {
  out_.u8(type);
  out_.u8(static_cast<std::uint8_t>(octet_2));
  out_.u8(static_cast<std::uint8_t>(flags));
  out_.u8(0);
}

void OpenSet::close() {
  if (!out_.ok()) return;
  const std::size_t size = out_.size() - start_ - set_header_size;
  if (size > longest_body) return out_.overflow();
  out_.patch_or(start_ + 2, static_cast<std::uint8_t>(size >> 8));
  out_.patch(start_ + 3, static_cast<std::uint8_t>(size & 0xFFu));
  for (std::size_t i = size; i < padded(size); ++i) out_.u8(0);
}

}  // namespace mka::wire
