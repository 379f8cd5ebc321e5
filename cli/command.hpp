// A command is one row and one file: what it is called, how it is written, and what it does.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>

#include "control/client.hpp"
#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

using macsec::Client;
using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

// What a command found out. One place (output.cpp) turns it into text or JSON.
struct Value {
  using Text = std::function<std::string(const Json&, const Style&)>;

  Json json = Json::object();
  Text text{};     // none: there is nothing to say
  int status = 0;  // 1: the command did its work, and the answer is no
};

inline Value::Text say(std::string sentence) {
  return [sentence = std::move(sentence)](const Json&, const Style&) { return sentence + "\n"; };
}

struct Context {
  std::string socket;
  bool json = false;
  Style style;
  std::function<void(const Value&)> print;  // for commands that tell more than one thing

  Result<Client> connect() const { return Client::connect(socket); }
  // One call on a connection of its own.
  Result<Json> call(std::string_view method, const Json& parameters,
                    std::span<const int> descriptors = {}) const;
};

using Action = std::function<Result<Value>(Context&)>;

struct Command {
  const char* name;
  const char* alias;  // another spelling, or ""
  const char* synopsis;
  const char* summary;
  const char* examples;
  // Adds the options to the command's parser; the action runs with what they were set to.
  Action (*declare)(CLI::App& app);
};

}  // namespace macsecctl
