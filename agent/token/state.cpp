#include "token/state.hpp"

#include <array>
#include <utility>

namespace macsecd::token {
namespace {

struct Row {
  State state;
  std::string_view name;
  std::string_view what;
  std::string_view hint;
};

constexpr std::array rows{
    Row{State::token_missing, "token-missing", "the token is not there",
        "plug it in, or look at the URI: p11tool --list-tokens or pkcs11-tool -L names tokens"},
    Row{State::token_not_initialised, "token-not-initialised", "the token is not initialised",
        "initialise it and set its user PIN"},
    Row{State::ambiguous, "ambiguous", "the URI fits more than one",
        "add serial= for a token, id= for a key"},
    Row{State::pin_missing, "pin-missing", "there is no PIN for the token",
        "name a file or credential that holds it: ?pin-source=file:/etc/macsecd/pins/NAME"},
    Row{State::pin_wrong, "pin-wrong", "the token refuses the PIN",
        "correct the PIN in its source; the same one is not tried again"},
    Row{State::pin_last_try, "pin-last-try", "the token has one try left for its user PIN",
        "log in once with the right PIN by hand, such as with pkcs11-tool --login"},
    Row{State::pin_locked, "pin-locked", "the token has locked its user PIN",
        "have the security officer set a new PIN"},
    Row{State::key_not_found, "key-not-found", "the token has no such key",
        "look at object= and id= in the URI"},
    Row{State::key_unsuitable, "key-unsuitable", "the key in the token cannot be used",
        "an AES key is needed that is not extractable, and allowed for this use"},
    Row{State::mechanism_missing, "mechanism-missing", "the token cannot do what is needed",
        "use a token that offers it: pkcs11-tool -M lists what this one does"},
    Row{State::token_slow, "token-slow", "the token does not answer in time",
        "is it reachable, or overloaded?"},
    Row{State::module_failed, "module-failed", "the PKCS#11 module fails",
        "look at module-path= in the URI, or at p11-kit list-modules"},
    Row{State::worker_died, "worker-died", "the program that talks to the token has failed",
        "the PKCS#11 module may be faulty; the journal tells more"},
};

const Row* row_of(State state) {
  for (const Row& row : rows)
    if (row.state == state) return &row;
  return nullptr;
}

}  // namespace

std::string_view to_string(State state) {
  const Row* row = row_of(state);
  return row == nullptr ? "unknown" : row->name;
}

std::optional<State> state_from(std::uint8_t number) {
  const auto state = static_cast<State>(number);
  if (row_of(state) == nullptr) return std::nullopt;
  return state;
}

macsec::Error to_error(const Trouble& trouble) {
  const Row* row = row_of(trouble.state);
  if (row == nullptr) return {};
  std::string what = std::string(row->what) + " (" + std::string(row->name) + ")";
  if (!trouble.detail.empty()) what += ": " + trouble.detail;
  const auto code = trouble.state == State::token_slow ? macsec::Errc::timeout
                                                       : macsec::Errc::secret_not_readable;
  return {code, std::move(what), std::string(row->hint)};
}

bool may_heal(State state) { return state != State::pin_locked; }

}  // namespace macsecd::token
