// Door 3: any octets on the control socket. They are framed, decoded, checked against the interface
// description and dispatched; behind the door stands a handler for each method that examines what
// it was given. The first octet says who calls, and how the stream is cut into pieces.
#include <cstdlib>

#include "control/dispatcher.hpp"
#include "control/framer.hpp"
#include "control/interface_text.hpp"
#include "control/limits.hpp"
#include "control/member.hpp"
#include "control/request.hpp"

namespace {

using namespace macsec;

void must(bool holds) {
  if (!holds) std::abort();
}

// What an answer is, if there is one: an object that can be written, an error's or a result's.
void examine_answer(const Json& message) {
  must(message.is_object() && message.contains("parameters"));
  must(!message.contains("error") || message["error"].is_string());
  must(!to_text(message).empty());
}

const idl::Interface& agent() {
  static const idl::Interface parsed = idl::parse(agent_description);
  return parsed;
}

// The parameters fit, as the methods of the agent may rely on; a reader is not here.
void examine_call(const Call& call, const idl::Method& method) {
  must(call.peer().access == Access::change);
  must(!idl::first_mismatch(agent(), method.parameters, call.parameters()));
  for (const auto& field : method.parameters.fields) {
    const Json& value = member(call.parameters(), field.name);
    must(field.type.nullable || !value.is_null());
    if (field.type.kind == idl::Kind::string && !value.is_null())
      must(call.text(field.name).has_value());
    if (field.type.kind == idl::Kind::integer && !value.is_null())
      must(call.number(field.name).has_value());
  }
}

void examine_record(const AuditRecord& record) {
  must(record.parameters.size() <= 2 * limits::audited_parameters);
  for (const char c : record.parameters) must(c >= ' ' && c < 0x7f);
  must(Json::accept(record.parameters) && !record.result.empty() && record.method.size() < 64);
}

const Dispatcher& dispatcher() {
  static const auto all = [] {
    auto made = std::make_unique<Dispatcher>([](std::string_view) {}, examine_record);
    for (const auto& entry : agent().methods) {
      const idl::Method& method = entry.second;
      made->on(
          "org.macsecd.Agent." + entry.first,
          [&method](Call call) {
            examine_call(call, method);
            call.fail({Errc::busy, call.text("connectionName").value_or("x"), "again"});
          },
          Access::change, Replies::one);
    }
    return made;
  }();
  return *all;
}

void serve(Message message, const Peer& peer) {
  auto request = decode_request(message.text);
  if (!request) return;
  const bool oneway = request->oneway;
  int answers = 0;
  dispatcher().run(std::make_shared<CallState>(*std::move(request), std::move(message.descriptors),
                                               peer,
                                               [&](const std::optional<Json>& answer, bool last) {
                                                 must(last && answer.has_value() != oneway);
                                                 if (answer) examine_answer(*answer);
                                                 ++answers;
                                               }));
  must(answers == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Peer peer;
  peer.access = (data[0] & 1) != 0 ? Access::change : Access::read;
  const std::size_t piece = 1 + static_cast<std::size_t>(data[0] >> 1) * 64;
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  Framer framer;
  while (!rest.empty()) {
    if (!framer.feed(rest.substr(0, piece), {})) break;
    rest.remove_prefix(std::min(piece, rest.size()));
    while (auto message = framer.next()) serve(*std::move(message), peer);
  }
  return 0;
}
