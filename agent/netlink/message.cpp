#include "netlink/message.hpp"

#include <netlink/attr.h>
#include <openssl/crypto.h>

#include <cstring>
#include <new>
#include <string>

namespace macsecd::netlink {

Message::Message(std::uint16_t type, std::uint16_t flags)
    : message_(nlmsg_alloc_simple(type, flags | NLM_F_REQUEST)) {
  if (!message_) throw std::bad_alloc();
}

void Message::Wipe::operator()(nl_msg* message) const {
  nlmsghdr* const header = nlmsg_hdr(message);
  OPENSSL_cleanse(header, header->nlmsg_len);
  nlmsg_free(message);
}

std::span<const std::uint8_t> Message::octets() const {
  const nlmsghdr* const header = nlmsg_hdr(message_.get());
  return {reinterpret_cast<const std::uint8_t*>(header), header->nlmsg_len};
}

Message& Message::text(int attribute, std::string_view value) {
  const std::string terminated(value);
  return put(attribute, terminated.c_str(), terminated.size() + 1);
}

Message& Message::append(const void* data, std::size_t size) {
  if (nlmsg_append(message_.get(), const_cast<void*>(data), size, NLMSG_ALIGNTO) < 0) {
    complete_ = false;
  }
  return *this;
}

Message& Message::put(int attribute, const void* data, std::size_t size) {
  if (nla_put(message_.get(), attribute, static_cast<int>(size), data) < 0) complete_ = false;
  return *this;
}

nlattr* Message::open_nest(int attribute) {
  nlattr* const start = nla_nest_start(message_.get(), attribute);
  if (!start) complete_ = false;
  return start;
}

void Message::close_nest(nlattr* start) {
  if (start) nla_nest_end(message_.get(), start);
}

}  // namespace macsecd::netlink
