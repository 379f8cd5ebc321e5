// One fixed id per event, by which journals find it, whatever its words are: journalctl
// MESSAGE_ID=... Documented in docs/events.md, explained in packaging/systemd/macsecd.catalog.
#pragma once

#include <span>
#include <string_view>

namespace macsecd {

struct MessageId {
  std::string_view event;
  std::string_view id;  // 32 hexadecimal digits
};

std::span<const MessageId> message_ids();
// Empty: the event has none.
std::string_view message_id(std::string_view event);

}  // namespace macsecd
