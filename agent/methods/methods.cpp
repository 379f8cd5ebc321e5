#include "methods/methods.hpp"

#include "suite_choice.hpp"

namespace macsecd::methods {

void install(macsec::Server& server, Agent agent) {
  using Method = void (*)(Agent, macsec::Call);
  const auto on = [&](const char* name, Method method,
                      macsec::Replies replies = macsec::Replies::one) {
    server.on(
        name, [agent, method](macsec::Call call) { method(agent, std::move(call)); }, replies);
  };
  on("CreateConnection", create_connection);
  on("UpdateConnection", update_connection);
  on("DeleteConnection", delete_connection);
  on("AssociateKey", associate_key);
  on("ReassociateKey", reassociate_key);
  on("DisassociateKey", disassociate_key);
  on("DeleteKey", delete_key);
  on("RotateKey", rotate_key);
  on("AbortRotation", abort_rotation);
  on("DescribeConnections", describe_connections);
  on("CheckInterface", check_interface);
  on("Rekey", rekey);
  on("CreateLag", create_lag);
  on("UpdateLag", update_lag);
  on("DeleteLag", delete_lag);
  on("AssociateConnectionWithLag", associate_connection_with_lag);
  on("DisassociateConnectionFromLag", disassociate_connection_from_lag);
  on("DescribeLags", describe_lags);
  on("KeystoreStatus", keystore_status);
  on("KeystoreRewrap", keystore_rewrap);
  on("ImportSecret", import_secret);
  on("ListSecrets", list_secrets);
  on("DeleteSecret", delete_secret);
  on("GrantSecrets", grant_secrets);
  on("RevokeSecrets", revoke_secrets);
  on("ScheduleKeyDeletion", schedule_key_deletion);
  on("CancelKeyDeletion", cancel_key_deletion);
  on("Monitor", monitor, macsec::Replies::stream);
}

std::string connection_name(const macsec::Call& call) {
  return call.text("connectionName").value_or("");
}

macsec::Result<mka::Ckn> ckn(const macsec::Call& call) {
  const std::string digits = call.text("ckn").value_or("");
  if (const auto name = mka::Ckn::from_hex(digits)) return *name;
  return macsec::Failure{{macsec::Errc::key_format,
                          "the CKN has " + std::to_string(digits.size()) +
                              " characters, and is not 1 to 32 octets in hexadecimal",
                          "an even number of the digits 0-9 a-f, from 2 to 64"}};
}

macsec::Json key_json(const Connection& connection, const mka::Ckn& ckn) {
  return describe(connection.key_view(ckn).value_or(KeyView{ckn}),
                  suite_in_use(connection.settings(), connection.saved().device));
}

}  // namespace macsecd::methods
