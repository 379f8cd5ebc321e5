// Keys whose CAKs are in tokens, as long as what is derived from them is missing: after a start, or
// while a token is away. The tokens are asked, now and then, until each key has what it needs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "alarm.hpp"
#include "connections.hpp"
#include "token/tokens.hpp"

namespace macsecd {

class TokenKeys {
 public:
  // What it refers to outlives it.
  TokenKeys(asio::io_context& io, Connections& connections, token::Tokens& tokens);

  // Asks at once.
  void start();

 private:
  struct Lack {
    std::string connection;
    mka::Ckn ckn;
    token::Uri uri;
  };

  void look();
  std::vector<Lack> lacking();
  void ask_next();
  void answered(const Lack& lack, token::Outcome<mka::DerivedKeys> outcome);
  void note(const Lack& lack, const token::Trouble& trouble);

  Connections& connections_;
  token::Tokens& tokens_;
  std::vector<Lack> round_;                     // still to be asked
  std::map<std::string, token::Trouble> away_;  // tokens that are of no use in this round
  mka::Duration pause_;
  Alarm again_;
};

}  // namespace macsecd
