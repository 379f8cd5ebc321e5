#include "token/tokens.hpp"

#include <asio/post.hpp>

#include "token/derived_payload.hpp"

namespace macsecd::token {
namespace {

Trouble nonsense() { return {State::worker_died, "it answers nonsense"}; }

std::function<void(Answer)> with_payload(std::function<void(Outcome<Payload>)> done) {
  return [done = std::move(done)](Answer answer) {
    if (auto* trouble = std::get_if<Trouble>(&answer)) return done(std::move(*trouble));
    auto& payload = std::get<0>(answer);
    if (!payload) return done(nonsense());
    done(*std::move(payload));
  };
}

}  // namespace

Tokens::Tokens(asio::io_context& io, WorkerProgram program, std::filesystem::path pins,
               WorkerLimits limits)
    : io_(io), program_(std::move(program)), limits_(limits), pins_(std::move(pins)) {}

void Tokens::ask(Job job) {
  auto& worker = workers_[job.uri.module_path()];
  if (!worker) worker = std::make_unique<Worker>(io_, program_, limits_, pins_);
  worker->ask(std::move(job));
}

void Tokens::derive(const Uri& cak, const mka::Ckn& ckn,
                    std::function<void(Outcome<mka::DerivedKeys>)> done) {
  ask({Operation::derive,
       cak,
       {},
       Payload::copy_from(ckn.octets()),
       with_payload([done = std::move(done)](Outcome<Payload> outcome) {
         if (auto* trouble = std::get_if<Trouble>(&outcome)) return done(std::move(*trouble));
         auto keys = derived_keys_from(std::get<Payload>(outcome));
         if (!keys) return done(nonsense());
         done(*std::move(keys));
       })});
}

void Tokens::wrap(const Uri& by, Payload key, const std::string& context,
                  std::function<void(Outcome<Payload>)> done) {
  ask({Operation::wrap, by, context, std::move(key), with_payload(std::move(done))});
}

void Tokens::unwrap(const Uri& by, Payload wrapped, const std::string& context,
                    std::function<void(Outcome<Payload>)> done) {
  ask({Operation::unwrap, by, context, std::move(wrapped), with_payload(std::move(done))});
}

void Tokens::create(const Uri& key, std::function<void(std::optional<Trouble>)> done) {
  ask({Operation::create, key, {}, std::nullopt, [done = std::move(done)](Answer answer) {
         if (auto* trouble = std::get_if<Trouble>(&answer)) return done(std::move(*trouble));
         done(std::nullopt);
       }});
}

std::optional<int> Tokens::worker_pid(const Uri& uri) const {
  const auto found = workers_.find(uri.module_path());
  return found == workers_.end() ? std::nullopt : found->second->pid();
}

}  // namespace macsecd::token
