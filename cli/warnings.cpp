#include "warnings.hpp"

#include <iostream>

#include "control/member.hpp"

namespace macsecctl {

using macsec::member;
using macsec::text_member;

void print_warnings(const macsec::Json& reply) {
  for (const macsec::Json& warning : member(reply, "warnings"))
    std::cerr << "macsecctl: warning: " << text_member(warning, "message").value_or("") << "\n  "
              << text_member(warning, "moreInfo").value_or("") << "\n";
}

}  // namespace macsecctl
