#include "token/worker/operations.hpp"

#include "token/uri.hpp"
#include "token/worker/derive.hpp"
#include "token/worker/key.hpp"
#include "token/worker/session.hpp"
#include "token/worker/wrap.hpp"

namespace macsecd::token {
namespace {

Answer answer_of(Outcome<Payload> outcome) {
  if (auto* trouble = std::get_if<Trouble>(&outcome)) return std::move(*trouble);
  return std::optional(std::get<Payload>(std::move(outcome)));
}

Answer with_key(const Request& request, const Session& session, const Key& key) {
  if (!request.payload) return Trouble{State::module_failed, "the request lacks its payload"};
  switch (request.operation) {
    case Operation::derive:
      return answer_of(derive_keys(session, key, request.payload->expose()));
    case Operation::wrap:
      return answer_of(wrap(session, key, *request.payload, request.context));
    case Operation::unwrap:
      return answer_of(unwrap(session, key, *request.payload, request.context));
    case Operation::create:
      break;
  }
  return Trouble{State::module_failed, "the request makes no sense"};
}

}  // namespace

Answer Operations::perform(const Request& request) {
  const auto uri = Uri::parse(request.uri);
  if (!uri) return Trouble{State::module_failed, uri.error().what};
  if (!modules_) {
    auto loaded = Modules::load(uri->module_path());
    if (auto* trouble = std::get_if<Trouble>(&loaded)) return std::move(*trouble);
    modules_ = std::get<Modules>(std::move(loaded));
    module_path_ = uri->module_path();
  }
  if (uri->module_path() != module_path_)
    return Trouble{State::module_failed, "this worker has another module"};
  return with_session(request, *uri);
}

Answer Operations::with_session(const Request& request, const Uri& uri) {
  const bool creates = request.operation == Operation::create;
  auto session = Session::open(*modules_, uri, request.pin, creates);
  if (auto* trouble = std::get_if<Trouble>(&session)) return std::move(*trouble);
  const Session& opened = std::get<Session>(session);
  if (creates) {
    if (auto trouble = create_key(opened, uri)) return *std::move(trouble);
    return std::optional<Payload>();
  }
  auto key = find_key(opened, uri);
  if (auto* trouble = std::get_if<Trouble>(&key)) return std::move(*trouble);
  return with_key(request, opened, std::get<Key>(key));
}

}  // namespace macsecd::token
