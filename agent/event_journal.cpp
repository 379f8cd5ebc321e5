#include "event_journal.hpp"

#include "message_ids.hpp"

namespace macsecd {

std::vector<JournalField> journal_fields(const AgentEvent& event) {
  std::vector<JournalField> out;
  const auto put = [&](const char* name, std::string value) {
    if (!value.empty()) out.push_back({name, std::move(value)});
  };
  put("MESSAGE_ID", std::string(message_id(event.event)));
  put("MACSECD_EVENT", event.event);
  put("MACSECD_SEQUENCE", std::to_string(event.sequence));
  put("MACSECD_CONNECTION", event.connection);
  put("MACSECD_LAG", event.lag);
  put("MACSECD_CKN", event.ckn.value_or(""));
  put("MACSECD_PEER", event.peer.value_or(""));
  put("MACSECD_KEY_IDENTIFIER", event.key_identifier.value_or(""));
  put("MACSECD_REASON", event.reason.value_or(""));
  if (event.association_number) put("MACSECD_AN", std::to_string(*event.association_number));
  put("MACSECD_SECRET", event.secret);
  if (event.seconds) put("MACSECD_SECONDS", std::to_string(*event.seconds));
  return out;
}

}  // namespace macsecd
