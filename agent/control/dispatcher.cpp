#include "control/dispatcher.hpp"

#include <stdexcept>

#include "control/error_reply.hpp"
#include "control/interface_text.hpp"
#include "control/roles.hpp"

namespace macsec {

namespace {

Json service_error(const char* name, Json parameters) {
  return Json{{"error", std::string("org.varlink.service.") + name},
              {"parameters", std::move(parameters)}};
}

}  // namespace

Dispatcher::Dispatcher(Server::Log log, Audit audit)
    : log_(std::move(log)), audit_(std::move(audit)) {
  add_interface(service_description);
  add_interface(agent_description);
  add_service();
}

void Dispatcher::add_interface(std::string_view description) {
  idl::Interface parsed = idl::parse(description);
  const std::string name = parsed.name;
  const idl::Interface& kept = interfaces_[name] = std::move(parsed);
  for (const auto& [method, what] : kept.methods)
    methods_[name + "." + method] = Entry{{}, Access::change, Replies::one, &kept, &what};
}

void Dispatcher::on(const std::string& method, Server::Handler handler, Access access,
                    Replies replies) {
  const auto found = methods_.find(method);
  if (found == methods_.end()) throw std::logic_error("no interface describes " + method);
  found->second.handler = std::move(handler);
  found->second.access = access;
  found->second.replies = replies;
}

void Dispatcher::run(const std::shared_ptr<CallState>& call) const {
  const auto found = methods_.find(call->request.method);
  if (found == methods_.end()) return refuse_unknown(*call);
  const Entry& entry = found->second;
  auto refusal = obstacle(*call, entry);
  if (entry.access == Access::change) keep_record(*call, entry, refusal.has_value());
  if (refusal) return call->answer(*std::move(refusal), true);
  call->examine_reply = [this, &found = *found](const Json& reply) {
    examine(found.first, found.second, reply);
  };
  try {
    entry.handler(Call(call));
  } catch (const std::exception& e) {
    log_(call->request.method + ": " + e.what());
    call->answer(error_reply({Errc::internal, e.what(), "the log of macsecd may say more"}), true);
  }
}

std::optional<Json> Dispatcher::obstacle(const CallState& call, const Entry& entry) const {
  const std::string& method = call.request.method;
  if (!suffices(call.peer.access, entry.access))
    return error_reply(only_read_access(call.peer, method));
  if (!entry.handler) return service_error("MethodNotImplemented", {{"method", method}});
  if (const auto parameter = idl::first_mismatch(*entry.interface, entry.description->parameters,
                                                 call.request.parameters))
    return service_error("InvalidParameter", {{"parameter", *parameter}});
  if (entry.replies == Replies::stream && !call.request.more)
    return service_error("ExpectedMore", Json::object());
  return std::nullopt;
}

// Written when the result is known, which may be after the end of the server.
void Dispatcher::keep_record(CallState& call, const Entry& entry, bool refused) const {
  const std::string& method = call.request.method;
  AuditRecord record{call.peer, method.substr(method.rfind('.') + 1)};
  record.refused = refused;
  tell_parameters(record, entry.description->parameters, call.request.parameters);
  call.on_result = [audit = audit_, record = std::move(record)](const std::string& result) mutable {
    record.result = result;
    audit(record);
  };
}

void Dispatcher::refuse_unknown(CallState& call) const {
  const std::string& method = call.request.method;
  const std::string interface = method.substr(0, method.rfind('.'));
  if (interfaces_.count(interface) == 0)
    call.answer_error("org.varlink.service.InterfaceNotFound", {{"interface", interface}});
  else
    call.answer_error("org.varlink.service.MethodNotFound", {{"method", method}});
}

// A reply that breaks our own promise is a fault of the program; the client still gets it.
void Dispatcher::examine(const std::string& method, const Entry& entry, const Json& reply) const {
  const auto wrong = idl::first_mismatch(*entry.interface, entry.description->reply, reply);
  if (wrong) log_("the reply of " + method + " does not fit its description: " + *wrong);
}

}  // namespace macsec
