// One netlink request under construction. The first attribute that does not fit is remembered and
// reported once, by Socket. The buffer is wiped before it is freed: it may have carried a SAK.
#pragma once

#include <linux/genetlink.h>
#include <netlink/msg.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace macsecd::netlink {

class Message {
 public:
  Message(std::uint16_t type, std::uint16_t flags);

  // The family's own header, which precedes the attributes (ifinfomsg, genlmsghdr).
  template <typename Header>
  Message& header(const Header& h) {
    return append(&h, sizeof h);
  }

  Message& u8(int attribute, std::uint8_t value) { return put(attribute, &value, sizeof value); }
  Message& u32(int attribute, std::uint32_t value) { return put(attribute, &value, sizeof value); }
  Message& u64(int attribute, std::uint64_t value) { return put(attribute, &value, sizeof value); }
  Message& bytes(int attribute, std::span<const std::uint8_t> value) {
    return put(attribute, value.data(), value.size());
  }
  Message& text(int attribute, std::string_view value);  // terminated, as IFLA_IFNAME wants it

  template <typename Fill>
  Message& nest(int attribute, Fill&& fill) {
    nlattr* const start = open_nest(attribute);
    std::forward<Fill>(fill)(*this);
    close_nest(start);
    return *this;
  }

  bool complete() const { return complete_; }
  std::span<const std::uint8_t> octets() const;  // from the netlink header on
  nl_msg* raw() { return message_.get(); }

 private:
  struct Wipe {
    void operator()(nl_msg* message) const;
  };

  Message& append(const void* data, std::size_t size);
  Message& put(int attribute, const void* data, std::size_t size);
  nlattr* open_nest(int attribute);
  void close_nest(nlattr* start);

  std::unique_ptr<nl_msg, Wipe> message_;
  bool complete_ = true;
};

}  // namespace macsecd::netlink
