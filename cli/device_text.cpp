#include "device_text.hpp"

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::Json;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string list_of(const Json& words) {
  std::string out;
  for (const Json& word : words)
    if (word.is_string()) out += (out.empty() ? "" : ", ") + word.get<std::string>();
  return out;
}

}  // namespace

void add_device(Sections& out, const Json& connection) {
  const std::string rule = text_member(connection, "mtu").value_or("");
  if (const auto mtu = number_member(connection, "deviceMtu"))
    out.line("MTU", std::to_string(*mtu) + (rule.empty() ? "" : " (" + rule + ")"));
  const auto used = text_member(connection, "cipherSuiteInUse");
  if (used && used != text_member(connection, "cipherSuite"))
    out.line("imposed by the peer", *used, Colour::yellow);
  out.line("accepted suites", list_of(member(connection, "acceptCipherSuites")));
  if (!flag_member(connection, "sendSci").value_or(true)) out.line("SCI in frames", "no");
}

}  // namespace macsecctl
