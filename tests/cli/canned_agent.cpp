#include "canned_agent.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "control/error_reply.hpp"

using macsec::Call;
using macsec::Errc;
using macsec::Error;
using macsec::Json;

CannedAgent::CannedAgent(const std::string& replies) {
  std::ifstream file(std::string(CLI_TESTS) + "/" + replies);
  replies_ = Json::parse(file);
  server_ = std::make_unique<RunningServer>([this](macsec::Server& server) { serve(server); });
}

Run CannedAgent::run(std::vector<std::string> arguments, const std::string& input) {
  return macsecctl(arguments, input, {"MACSECD_SOCKET=" + socket()});
}

void CannedAgent::serve(macsec::Server& server) {
  for (const char* method :
       {"CreateConnection", "UpdateConnection", "DeleteConnection", "ReassociateKey",
        "DisassociateKey", "DeleteKey", "Rekey", "CreateLag", "UpdateLag", "DeleteLag",
        "AssociateConnectionWithLag", "DisassociateConnectionFromLag", "DescribeLags", "Metrics",
        "KeystoreStatus", "KeystoreRewrap", "Diagnose"})
    server.on(method, [this, method](Call call) {
      parameters[method] = call.parameters();
      const std::string name =
          call.text("connectionName").value_or(call.text("lagName").value_or(""));
      if (replies_["errors"].contains(name))
        return call.fail(macsec::error_from_reply(replies_["errors"][name]));
      call.reply(replies_[method]);
    });
  for (const char* method : {"ImportSecret", "ListSecrets", "DeleteSecret", "GrantSecrets",
                             "RevokeSecrets", "ScheduleKeyDeletion", "CancelKeyDeletion"})
    server.on(method, [this, method](Call call) {
      parameters[method] = call.parameters();
      if (call.number("cakFileDescriptor")) read_key(call);
      call.reply(replies_[method]);
    });
  server.on("PlanConnection", [this](Call call) { plan(std::move(call)); });
  server.on("CompareKey", [this](Call call) {
    parameters["CompareKey"] = call.parameters();
    read_key(call);
    call.reply({{"same", key_octets == same_key}});
  });
  server.on("AssociateKey", [this](Call call) { take_key(std::move(call)); });
  server.on("RotateKey", [this](Call call) { rotate_key(std::move(call)); });
  server.on("AbortRotation", [this](Call call) {
    parameters["AbortRotation"] = call.parameters();
    call.reply(Json::parse(
        R"({"outcome": {"code": "new-key-removed", "message": "the new key is out of use",
                        "moreInfo": "macsecctl delete-key removes it"}})"));
  });
  server.on("CheckInterface", [this](Call call) {
    parameters["CheckInterface"] = call.parameters();
    call.reply(replies_["CheckInterface"]);
  });
  server.on("DescribeConnections", [this](Call call) { call.reply(described(call)); });
  server.on("VerifyFrames", [this](Call call) {
    parameters["VerifyFrames"] = call.parameters();
    const std::string name = call.text("connectionName").value_or("");
    if (replies_["errors"].contains(name))
      return call.fail(macsec::error_from_reply(replies_["errors"][name]));
    Json verdicts = Json::array();
    for (std::size_t i = 0; i < call.parameters()["frames"].size(); ++i)
      verdicts.push_back({{"icv", "ok"}});
    call.reply({{"verdicts", verdicts}});
  });
  server.on(
      "CaptureFrames",
      [this](Call call) {
        parameters["CaptureFrames"] = call.parameters();
        const std::string name = call.text("connectionName").value_or("");
        if (replies_["errors"].contains(name))
          return call.fail(macsec::error_from_reply(replies_["errors"][name]));
        for (const Json& reply : replies_["CaptureFrames"]) call.reply_continues(reply);
        call.reply({{"lost", 0}});
      },
      macsec::Access::change, macsec::Replies::stream);
  server.on(
      "Monitor",
      [this](Call call) {
        parameters["Monitor"] = call.parameters();
        for (const Json& reply : replies_["Monitor"]) call.reply_continues(reply);
        call.reply();
      },
      macsec::Access::read, macsec::Replies::stream);
}

Json CannedAgent::described(const Call& call) {
  ++descriptions;
  Json all = Json::array();
  for (Json connection : replies_["DescribeConnections"]["connections"]) {
    const std::string name = connection["connectionName"];
    if (call.text("connectionName").value_or(name) != name) continue;
    if (name == "lab" && descriptions > secured_after) {
      connection["mka"]["secured"] = true;
      connection["macSecKeys"][0]["state"] = key_state;
    }
    if (name == "uplink" && descriptions > secured_after)
      connection["mka"]["latestSak"]["keyIdentifier"] = "ffffffffffffffffffffffff00000008";
    if (name == "uplink" && !steps.empty()) {
      connection.update(steps.front());
      if (steps.size() > 1) steps.erase(steps.begin());
    }
    all.push_back(connection);
  }
  return {{"connections", all}};
}

void CannedAgent::take_key(Call call) {
  parameters["AssociateKey"] = call.parameters();
  read_key(call);
  const std::string name = call.text("connectionName").value_or("");
  if (replies_["errors"].contains(name))
    return call.fail(macsec::error_from_reply(replies_["errors"][name]));
  Json key{{"ckn", call.text("ckn").value_or("of a secret")}, {"state", "associating"}, {"statusReasons", Json::array()}};
  if (const auto start = call.text("startOn")) key["startOn"] = *start;
  Json reply{{"key", std::move(key)}, {"warnings", replies_["warnings"][name]}};
  if (replies_.contains("AssociateKey")) reply.update(replies_["AssociateKey"]);
  call.reply(std::move(reply));
}

// A connection of a name without a reply is still to be made.
void CannedAgent::plan(Call call) {
  parameters["PlanConnection"] = call.parameters();
  const Json& settings = call.parameters()["settings"];
  const std::string name = settings["connectionName"];
  if (replies_["errors"].contains(name))
    return call.fail(macsec::error_from_reply(replies_["errors"][name]));
  if (replies_["PlanConnection"].contains(name)) return call.reply(replies_["PlanConnection"][name]);
  Json wanted{{"device", "ms-" + settings.value("interface", "")},
              {"cipherSuite", "gcm-aes-xpn-256"},
              {"maxKeys", 3}};
  wanted.update(settings);
  call.reply({{"wanted", std::move(wanted)}, {"present", nullptr}, {"warnings", Json::array()}});
}

// A dry run answers for every connection; what follows it may fail.
void CannedAgent::rotate_key(Call call) {
  parameters["RotateKey"] = call.parameters();
  read_key(call);
  const std::string name = call.text("connectionName").value_or("");
  if (!call.flag("dryRun") && replies_["errors"].contains(name))
    return call.fail(macsec::error_from_reply(replies_["errors"][name]));
  call.reply(rotate_reply);
}

void CannedAgent::read_key(Call& call) {
  const auto fd = call.take_descriptor(call.number("cakFileDescriptor").value_or(-1));
  if (!fd) return;
  key_octets.resize(1000);
  const ssize_t got = ::pread(fd->get(), key_octets.data(), key_octets.size(), 0);
  key_octets.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  key_is_sealed =
      (::fcntl(fd->get(), F_GET_SEALS) & F_SEAL_WRITE) != 0 && ::write(fd->get(), "", 1) < 0;
}
