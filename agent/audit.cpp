#include "audit.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>

#include "log.hpp"
#include "message_ids.hpp"

namespace macsecd {
namespace {

using macsec::AuditRecord;

bool is_plain(unsigned char c) {
  return std::isalnum(c) != 0 || (c != 0 && std::strchr("._/:@+-", c));
}

// As it is, or as a JSON string in ASCII: a program chooses its own name.
std::string quoted(const std::string& value) {
  const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), is_plain);
  if (plain) return value;
  return macsec::Json(value).dump(-1, ' ', true, macsec::Json::error_handler_t::replace);
}

std::string in_lower_case(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace

std::vector<AuditField> audit_fields(const AuditRecord& record) {
  std::vector<AuditField> out{{"UID", std::to_string(record.peer.uid)}};
  if (!record.peer.user.empty()) out.push_back({"USER", record.peer.user});
  out.push_back({"PID", std::to_string(record.peer.pid)});
  if (!record.peer.program.empty()) out.push_back({"PROGRAM", record.peer.program});
  if (!record.peer.command.empty()) out.push_back({"COMMAND", record.peer.command});
  out.push_back({"METHOD", record.method});
  out.push_back({"RESULT", record.result});
  if (record.not_told > 0) out.push_back({"NOT_TOLD", std::to_string(record.not_told)});
  if (record.left_out > 0) out.push_back({"LEFT_OUT", std::to_string(record.left_out)});
  out.push_back({"PARAMETERS", record.parameters});
  return out;
}

std::string audit_line(const AuditRecord& record) {
  std::string line = "audit";
  for (const AuditField& field : audit_fields(record)) {
    const bool is_json = std::string_view(field.name) == "PARAMETERS";
    line += ' ' + in_lower_case(field.name) + '=' + (is_json ? field.value : quoted(field.value));
  }
  return line;
}

std::vector<JournalField> journal_fields(const AuditRecord& record) {
  std::vector<JournalField> out{{"MESSAGE_ID", std::string(message_id("audit"))}};
  for (AuditField& field : audit_fields(record))
    out.push_back({std::string("MACSECD_") + field.name, std::move(field.value)});
  return out;
}

Level audit_level(const AuditRecord& record) {
  return record.refused ? Level::warning : Level::info;
}

bool AuditLog::admit(AuditRecord& record, macsec::LogLimit::Time now) {
  if (!record.refused) return true;
  const auto left_out = limit_.admit(record.peer.uid, now);
  record.not_told = left_out.value_or(0);
  return left_out.has_value();
}

void AuditLog::write(AuditRecord record) {
  if (admit(record, std::chrono::steady_clock::now()))
    log::structured(audit_level(record), audit_line(record), journal_fields(record));
}

}  // namespace macsecd
