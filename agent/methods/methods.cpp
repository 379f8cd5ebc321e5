#include "methods/methods.hpp"

#include "entity_tag.hpp"
#include "suite_choice.hpp"

namespace macsecd::methods {

using macsec::Access;

void install(macsec::Server& server, Agent agent) {
  using Method = void (*)(Agent, macsec::Call);
  const auto on = [&](const char* name, Method method, Access access,
                      macsec::Replies replies = macsec::Replies::one) {
    server.on(
        name, [agent, method](macsec::Call call) { method(agent, std::move(call)); }, access,
        replies);
  };
  on("CreateConnection", create_connection, Access::change);
  on("UpdateConnection", update_connection, Access::change);
  on("DeleteConnection", delete_connection, Access::change);
  on("AssociateKey", associate_key, Access::change);
  on("AssociateTokenKey", associate_token_key, Access::change);
  on("ReassociateKey", reassociate_key, Access::change);
  on("DisassociateKey", disassociate_key, Access::change);
  on("DeleteKey", delete_key, Access::change);
  on("RotateKey", rotate_key, Access::change);
  on("AbortRotation", abort_rotation, Access::change);
  on("DescribeConnections", describe_connections, Access::read);
  // It tries the cipher suite on a device, and listens on the wire.
  on("CheckInterface", check_interface, Access::change);
  // It listens on the wire, and makes MKPDUs larger for a while.
  on("Diagnose", methods::diagnose, Access::change);
  on("Rekey", rekey, Access::change);
  on("CreateLag", create_lag, Access::change);
  on("UpdateLag", update_lag, Access::change);
  on("DeleteLag", delete_lag, Access::change);
  on("AssociateConnectionWithLag", associate_connection_with_lag, Access::change);
  on("DisassociateConnectionFromLag", disassociate_connection_from_lag, Access::change);
  on("DescribeLags", describe_lags, Access::read);
  on("KeystoreStatus", keystore_status, Access::read);
  on("KeystoreRewrap", keystore_rewrap, Access::change);
  on("ImportSecret", import_secret, Access::change);
  on("ListSecrets", list_secrets, Access::read);
  on("DeleteSecret", delete_secret, Access::change);
  on("GrantSecrets", grant_secrets, Access::change);
  on("RevokeSecrets", revoke_secrets, Access::change);
  on("ScheduleKeyDeletion", schedule_key_deletion, Access::change);
  on("CancelKeyDeletion", cancel_key_deletion, Access::change);
  on("PlanConnection", plan_connection, Access::read);
  // Who may put a key into service may ask whether it is the same.
  on("CompareKey", compare_key, Access::change);
  on("Metrics", metrics, Access::read);
  on("CaptureFrames", capture_frames, Access::change, macsec::Replies::stream);
  on("VerifyFrames", verify_frames, Access::change);
  on("Monitor", monitor, Access::read, macsec::Replies::stream);
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

macsec::Result<void> check_seen(const macsec::Call& call, const Connection& connection) {
  const auto seen = call.text("ifMatch");
  if (!seen || *seen == entity_tag(connection.saved())) return {};
  return macsec::Failure{{macsec::Errc::incorrect_status,
                          "it is no longer as the caller has seen it: somebody else changed it",
                          "look again, and decide anew: macsecctl show " + connection.name()}};
}

macsec::Json key_json(const Connection& connection, const mka::Ckn& ckn) {
  return describe(connection.key_view(ckn).value_or(KeyView{ckn}),
                  suite_in_use(connection.settings(), connection.saved().device));
}

}  // namespace macsecd::methods
