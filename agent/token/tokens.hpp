// Keys in PKCS#11 tokens, for the rest of the agent. Nothing here waits: answers come later, each
// exactly once, as long as this lives.
#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "mka/derived_keys.hpp"
#include "token/worker.hpp"

namespace macsecd::token {

class Tokens {
 public:
  // PINs are read from files in the directory.
  Tokens(asio::io_context& io, WorkerProgram program, std::filesystem::path pins,
         WorkerLimits limits = {});

  // ICK and KEK of the CAK that the URI names.
  void derive(const Uri& cak, const mka::Ckn& ckn,
              std::function<void(Outcome<mka::DerivedKeys>)> done);
  // A key of ours, encrypted by the one that the URI names, and back.
  // The same context is needed for that, where the token can bind to it.
  void wrap(const Uri& by, Payload key, const std::string& context,
            std::function<void(Outcome<Payload>)> done);
  void unwrap(const Uri& by, Payload wrapped, const std::string& context,
              std::function<void(Outcome<Payload>)> done);
  // A fresh wrapping key under that name.
  void create(const Uri& key, std::function<void(std::optional<Trouble>)> done);

  // Of the module's worker, while there is one.
  std::optional<int> worker_pid(const Uri& uri) const;

 private:
  void ask(Job job);

  asio::io_context& io_;
  WorkerProgram program_;
  WorkerLimits limits_;
  PinMemory pins_;
  std::map<std::string, std::unique_ptr<Worker>> workers_;  // by module path
};

}  // namespace macsecd::token
