#include "error_meanings.hpp"

namespace macsecctl {
namespace {

using macsec::Errc;

std::string_view meaning_of(Errc code) {
  switch (code) {
    case Errc::illegal_param:
      return "a value is outside of what is possible";
    case Errc::key_format:
      return "a CKN or CAK is not written as keys are";
    case Errc::keychain_full:
      return "the connection has as many keys as it may";
    case Errc::key_exists:
      return "the keychain has a key of this CKN with another CAK";
    case Errc::key_not_found:
      return "the keychain has no key of this CKN";
    case Errc::incorrect_status:
      return "the thing exists, but not in the state that the request needs";
    case Errc::secret_in_use:
      return "a stored secret serves a key";
    case Errc::secret_not_readable:
      return "the key material cannot be read";
    case Errc::connection_exists:
      return "a connection of this name, interface or device exists";
    case Errc::connection_not_found:
      return "no connection has this name";
    case Errc::lag_mismatch:
      return "the members of a LAG differ in what must be equal";
    case Errc::xpn_required:
      return "the port is too fast for 32-bit packet numbers";
    case Errc::sci_required:
      return "the profile does not allow frames without SCI";
    case Errc::unsupported_interface:
      return "this interface cannot carry a MACsec device";
    case Errc::cipher_mismatch:
      return "the two ends do not agree on the cipher suite";
    case Errc::kernel_unsupported:
      return "the kernel cannot do it";
    case Errc::permission_denied:
      return "the caller, or the agent, may not do it";
    case Errc::busy:
      return "it is being done or held by somebody else";
    case Errc::timeout:
      return "the time given was not enough";
    case Errc::internal:
      return "macsecd broke a promise of its own, or the system failed it";
    case Errc::agent_unreachable:
      return "macsecctl cannot speak to macsecd";
  }
  return {};
}

}  // namespace

std::vector<ErrorMeaning> error_meanings() {
  std::vector<ErrorMeaning> all;
  for (int code = 0; code <= static_cast<int>(Errc::agent_unreachable); ++code)
    all.push_back({static_cast<Errc>(code), meaning_of(static_cast<Errc>(code))});
  return all;
}

}  // namespace macsecctl
