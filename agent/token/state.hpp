// What can be wrong with a token, in words that an operator can act on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "control/error.hpp"

namespace macsecd::token {

// The numbers travel between agent and worker.
enum class State : std::uint8_t {
  token_missing = 1,
  token_not_initialised,
  ambiguous,     // the URI fits several tokens or keys
  pin_missing,   // the PIN source has none
  pin_wrong,     // never tried again by itself: a token locks after some wrong PINs
  pin_last_try,  // one more wrong PIN would lock it: a person's risk, not ours
  pin_locked,
  key_not_found,
  key_unsuitable,
  mechanism_missing,
  token_slow,     // no answer within the time limit
  module_failed,  // the PKCS#11 module cannot be used, or says that it failed
  worker_died,    // or answered nonsense
};

std::string_view to_string(State state);  // token-missing
std::optional<State> state_from(std::uint8_t number);

struct Trouble {
  State state = State::module_failed;
  std::string detail{};  // which thing, never a secret
};

template <typename T>
using Outcome = std::variant<T, Trouble>;

// For the person who asked: what is wrong, and what to do.
macsec::Error to_error(const Trouble& trouble);
// Worth another try later without anybody's doing.
bool may_heal(State state);

}  // namespace macsecd::token
