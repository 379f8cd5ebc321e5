#include "control/error_reply.hpp"

#include "control/member.hpp"

namespace macsec {
namespace {

// The agent is of another release than the caller: the only way to meet these errors.
Error from_service(const std::string& name, const Json& parameters) {
  if (name == "org.varlink.service.InvalidParameter")
    return {Errc::illegal_param,
            "parameter " + text_member(parameters, "parameter").value_or("?") + " is not valid",
            "macsecd and macsecctl may be of different versions: macsecctl --version"};
  return {Errc::internal, "macsecd answered " + name + " " + to_text(parameters),
          "macsecd and macsecctl may be of different versions: macsecctl --version"};
}

}  // namespace

Json error_reply(const Error& error) {
  Json parameters{{"what", error.what}, {"hint", error.hint}};
  if (error.os != 0) parameters["osError"] = error.os;
  if (!error.os_message.empty()) parameters["osMessage"] = error.os_message;
  const std::string name = std::string(agent_interface) + "." + std::string(name_of(error.code));
  return Json{{"error", name}, {"parameters", std::move(parameters)}};
}

Error error_from_reply(const Json& reply) {
  const std::string name = text_member(reply, "error").value_or("an error without a name");
  const Json parameters = reply.value("parameters", Json::object());
  const std::string prefix = std::string(agent_interface) + ".";
  if (name.rfind(prefix, 0) != 0) return from_service(name, parameters);
  const auto code = errc_from_name(std::string_view(name).substr(prefix.size()));
  Error error{code.value_or(Errc::internal), text_member(parameters, "what").value_or(name),
              text_member(parameters, "hint").value_or("")};
  error.os = static_cast<int>(number_member(parameters, "osError").value_or(0));
  error.os_message = text_member(parameters, "osMessage").value_or("");
  return error;
}

}  // namespace macsec
