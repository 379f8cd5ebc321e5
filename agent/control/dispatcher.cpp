#include "control/dispatcher.hpp"

#include <stdexcept>

#include "control/error_reply.hpp"
#include "control/interface_text.hpp"

namespace macsec {

Dispatcher::Dispatcher(Server::Log log) : log_(std::move(log)) {
  add_interface(service_description);
  add_interface(agent_description);
  add_service();
}

void Dispatcher::add_interface(std::string_view description) {
  idl::Interface parsed = idl::parse(description);
  const std::string name = parsed.name;
  const idl::Interface& kept = interfaces_[name] = std::move(parsed);
  for (const auto& [method, what] : kept.methods)
    methods_[name + "." + method] = Entry{{}, Replies::one, &kept, &what};
}

void Dispatcher::on(const std::string& method, Server::Handler handler, Replies replies) {
  const auto found = methods_.find(method);
  if (found == methods_.end()) throw std::logic_error("no interface describes " + method);
  found->second.handler = std::move(handler);
  found->second.replies = replies;
}

void Dispatcher::run(const std::shared_ptr<CallState>& call) const {
  const auto found = methods_.find(call->request.method);
  if (found == methods_.end()) return refuse_unknown(*call);
  const Entry& entry = found->second;
  if (!admit(*call, entry)) return;
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

bool Dispatcher::admit(CallState& call, const Entry& entry) const {
  if (!entry.handler) {
    call.answer_error("org.varlink.service.MethodNotImplemented",
                      {{"method", call.request.method}});
  } else if (const auto parameter = idl::first_mismatch(
                 *entry.interface, entry.description->parameters, call.request.parameters)) {
    call.answer_error("org.varlink.service.InvalidParameter", {{"parameter", *parameter}});
  } else if (entry.replies == Replies::stream && !call.request.more) {
    call.answer_error("org.varlink.service.ExpectedMore", Json::object());
  } else {
    return true;
  }
  return false;
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
