#include "netlink/attributes.hpp"

#include <linux/netlink.h>

#include <algorithm>

namespace macsecd::netlink {

std::string Attribute::text() const {
  const auto end = std::find(payload.begin(), payload.end(), 0);
  return {payload.begin(), end};
}

std::optional<Attribute> AttributeList::next() {
  if (rest_.size() < NLA_HDRLEN) {
    damaged_ = damaged_ || !rest_.empty();
    return std::nullopt;
  }
  nlattr header;
  std::memcpy(&header, rest_.data(), sizeof header);
  if (header.nla_len < NLA_HDRLEN || header.nla_len > rest_.size()) {
    damaged_ = true;
    rest_ = {};
    return std::nullopt;
  }
  const Attribute found{static_cast<std::uint16_t>(header.nla_type & NLA_TYPE_MASK),
                        rest_.subspan(NLA_HDRLEN, header.nla_len - NLA_HDRLEN)};
  // The padding of the last attribute may be missing.
  rest_ = rest_.subspan(std::min<std::size_t>(NLA_ALIGN(header.nla_len), rest_.size()));
  return found;
}

std::optional<Attribute> find_attribute(mka::Bytes octets, std::uint16_t type) {
  AttributeList list(octets);
  while (const auto attribute = list.next()) {
    if (attribute->type == type) return attribute;
  }
  return std::nullopt;
}

}  // namespace macsecd::netlink
