#include "token_keys.hpp"

#include <algorithm>
#include <utility>

#include "clock.hpp"
#include "log.hpp"

namespace macsecd {
namespace {

using token::State;
using token::Trouble;
using token::Uri;

constexpr mka::Duration first_pause{1000};
constexpr mka::Duration longest_pause{60000};

const macsec::Error asked{macsec::Errc::secret_not_readable,
                          "the token that holds the CAK has not derived the keys yet",
                          "it is being asked"};

// The others of the same token would hear the same.
bool is_of_token(State state) {
  return state != State::key_not_found && state != State::key_unsuitable;
}

void withhold(Connection& connection, const mka::Ckn& ckn, const macsec::Error& why) {
  const auto& known = connection.saved().keys.find(ckn)->secret.problem;
  if (known && known->what == why.what && known->hint == why.hint) return;
  if (why.what != asked.what)
    log::warning(connection.name() + ": key " + ckn.hex() + ": " + log::one_line(why));
  connection.key_unreadable(ckn, why);
  connection.take_up_keys();
}

}  // namespace

TokenKeys::TokenKeys(asio::io_context& io, Connections& connections, token::Tokens& tokens)
    : connections_(connections), tokens_(tokens), pause_(first_pause), again_(io) {}

void TokenKeys::start() { look(); }

void TokenKeys::look() {
  round_ = lacking();
  away_.clear();
  if (round_.empty()) {
    pause_ = first_pause;
    return again_.set(now() + longest_pause, [this] { look(); });
  }
  ask_next();
}

std::vector<TokenKeys::Lack> TokenKeys::lacking() {
  std::vector<Lack> out;
  for (const auto& connection : connections_.all()) {
    std::vector<std::pair<mka::Ckn, macsec::Error>> told;
    for (const Key& key : connection->saved().keys.keys()) {
      if (key.derived || key.token_uri.empty()) continue;
      const auto uri = Uri::parse(key.token_uri);
      if (uri) out.push_back({connection->name(), key.ckn, *uri});
      if (!uri || !key.secret.problem) told.emplace_back(key.ckn, uri ? asked : uri.error());
    }
    for (const auto& [ckn, why] : told) withhold(*connection, ckn, why);
  }
  return out;
}

// One after the other: what the first one of a token hears spares the others the question.
void TokenKeys::ask_next() {
  while (!round_.empty()) {
    const Lack lack = round_.back();
    round_.pop_back();
    if (const auto known = away_.find(lack.uri.token()); known != away_.end()) {
      note(lack, known->second);
      continue;
    }
    return tokens_.derive(lack.uri, lack.ckn,
                          [this, lack](token::Outcome<mka::DerivedKeys> outcome) {
                            answered(lack, std::move(outcome));
                            ask_next();
                          });
  }
  again_.set(now() + pause_, [this] { look(); });
  pause_ = std::min(2 * pause_, longest_pause);
}

void TokenKeys::answered(const Lack& lack, token::Outcome<mka::DerivedKeys> outcome) {
  if (const auto* trouble = std::get_if<Trouble>(&outcome)) {
    if (is_of_token(trouble->state)) away_.emplace(lack.uri.token(), *trouble);
    return note(lack, *trouble);
  }
  pause_ = first_pause;
  // Meanwhile the connection may have been deleted, or the key replaced.
  const auto connection = connections_.find(lack.connection);
  const Key* key = connection ? (*connection)->saved().keys.find(lack.ckn) : nullptr;
  if (key == nullptr || key->derived || key->token_uri != lack.uri.text()) return;
  (*connection)->key_readable(lack.ckn, std::get<mka::DerivedKeys>(std::move(outcome)));
  (*connection)->take_up_keys();
}

void TokenKeys::note(const Lack& lack, const Trouble& trouble) {
  const auto connection = connections_.find(lack.connection);
  const Key* key = connection ? (*connection)->saved().keys.find(lack.ckn) : nullptr;
  if (key != nullptr && !key->derived) withhold(**connection, lack.ckn, token::to_error(trouble));
}

}  // namespace macsecd
