// The audit: one line for every request that changed something, or should have. Those that reached
// no method are limited: anybody can cause them.
#pragma once

#include <string>
#include <vector>

#include "control/audit_record.hpp"
#include "control/log_limit.hpp"
#include "events.hpp"
#include "journal.hpp"

namespace macsecd {

// One named value of a record, for whoever writes structured entries. In the line it has this name
// in lower case: UID is uid=.
struct AuditField {
  const char* name;
  std::string value;
};

std::vector<AuditField> audit_fields(const macsec::AuditRecord& record);
// audit uid=0 user=root pid=7 command=macsecctl method=Rekey result=ok
// parameters={"connectionName":"uplink"}
std::string audit_line(const macsec::AuditRecord& record);
// MACSECD_UID=0 and so on, with the MESSAGE_ID of "audit".
std::vector<JournalField> journal_fields(const macsec::AuditRecord& record);
Level audit_level(const macsec::AuditRecord& record);

class AuditLog {
 public:
  // Whether the record is to be written: more than it allows are counted, and told with a later
  // one.
  bool admit(macsec::AuditRecord& record, macsec::LogLimit::Time now);
  void write(macsec::AuditRecord record);

 private:
  macsec::LogLimit limit_;
};

}  // namespace macsecd
