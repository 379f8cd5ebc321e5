#include "token_key.hpp"

namespace macsecctl {

std::optional<macsec::Error> complaint_about_uri(const std::string& uri) {
  if (uri.find("pin-value") == std::string::npos) return std::nullopt;
  return macsec::Error{
      macsec::Errc::illegal_param, "the PKCS#11 URI holds the PIN itself (pin-value)",
      "it has been seen in the argument list: change that PIN, and name a file that holds it: "
      "pin-source=file:/etc/macsecd/pins/NAME"};
}

}  // namespace macsecctl
