#include "audit.hpp"

#include "catch.hpp"

using namespace macsecd;
using macsec::AuditRecord;
using namespace std::chrono_literals;

namespace {

AuditRecord record() {
  AuditRecord out;
  out.peer.uid = 1000;
  out.peer.user = "alice";
  out.peer.pid = 321;
  out.peer.program = "/usr/sbin/macsecctl";
  out.peer.command = "macsecctl";
  out.method = "Rekey";
  out.parameters = R"({"connectionName":"uplink"})";
  out.result = "ok";
  return out;
}

std::string value_of(const AuditRecord& record, std::string_view name) {
  for (const AuditField& field : audit_fields(record))
    if (name == field.name) return field.value;
  return "none";
}

}  // namespace

TEST_CASE("an audit line has a stable form", "[audit]") {
  CHECK(audit_line(record()) ==
        "audit uid=1000 user=alice pid=321 program=/usr/sbin/macsecctl command=macsecctl "
        "method=Rekey result=ok parameters={\"connectionName\":\"uplink\"}");
}

TEST_CASE("what is not known is left out, what is missing is counted", "[audit]") {
  AuditRecord sparse;
  sparse.peer.uid = 7;
  sparse.method = "connect";
  sparse.result = "PermissionDenied";
  sparse.not_told = 3;
  sparse.left_out = 2;
  CHECK(audit_line(sparse) ==
        "audit uid=7 pid=0 method=connect result=PermissionDenied not_told=3 left_out=2 "
        "parameters={}");
}

TEST_CASE("a program cannot forge a record by its name", "[audit]") {
  AuditRecord forged = record();
  forged.peer.command = "x result=ok\n\x1b[2Jaudit";
  forged.peer.program = "/tmp/a b \xff\"";
  const std::string line = audit_line(forged);
  CHECK(line.find(R"(command="x result=ok\n\u001b[2Jaudit" )") != std::string::npos);
  CHECK(line.find("program=\"/tmp/a b \\ufffd\\\"\" ") != std::string::npos);
  CHECK(value_of(forged, "COMMAND") == forged.peer.command);  // fields need no quotes
}

TEST_CASE("changes are all told, refused requests now and then", "[audit]") {
  AuditLog log;
  const macsec::LogLimit::Time start{};
  AuditRecord done = record();
  for (int i = 0; i < 1000; ++i) CHECK(log.admit(done, start));
  AuditRecord refused = record();
  refused.refused = true;
  int told = 0;
  for (int i = 0; i < 1000; ++i) told += log.admit(refused, start) ? 1 : 0;
  CHECK(told == macsec::LogLimit::burst);
  CHECK(log.admit(refused, start + 60s));
  CHECK(refused.not_told == 1000 - macsec::LogLimit::burst);
  CHECK(audit_level(refused) == Level::warning);
  CHECK(audit_level(done) == Level::info);
}
