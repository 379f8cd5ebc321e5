#include "parent_hygiene.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "control/unique_fd.hpp"

namespace macsecd {
namespace {

using netlink::InterfaceConf;
using netlink::Kernel;
using netlink::Link;

constexpr InterfaceConf quiet{.rp_filter = 1, .arp_ignore = 8, .disable_ipv6 = 1};

mka::Failure<macsec::Error> fail(const Link& parent, const char* what, int os) {
  macsec::Error error = refused(parent.name + ": " + what, {os, {}});
  error.hint =
      "the service must be allowed to write there (ReadWritePaths=/proc/sys/net/ipv6/conf)";
  return mka::Failure{std::move(error)};
}

// The one setting that netlink does not take.
Outcome<void> disable_ipv6(const Link& parent, std::uint32_t value) {
  const std::string file = "/proc/sys/net/ipv6/conf/" + parent.name + "/disable_ipv6";
  const macsec::UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  const std::string digits = std::to_string(value);
  if (!fd || ::write(fd.get(), digits.data(), digits.size()) < 0)
    return fail(parent, "cannot switch IPv6 off or on", errno);
  return {};
}

Outcome<void> set(Kernel& kernel, const Link& parent, const InterfaceConf& wanted) {
  const auto present = read_hygiene(kernel, parent);
  if (!present) return mka::Failure{present.error()};
  if (present->rp_filter != wanted.rp_filter || present->arp_ignore != wanted.arp_ignore)
    if (const auto done = kernel.route(netlink::set_interface_conf(parent.ifindex, wanted)); !done)
      return mka::Failure{
          refused(parent.name + ": cannot set rp_filter and arp_ignore", done.error())};
  if (present->disable_ipv6 && wanted.disable_ipv6 && present->disable_ipv6 != wanted.disable_ipv6)
    return disable_ipv6(parent, *wanted.disable_ipv6);
  return {};
}

// Every interface has an IPv6 address of its link; nothing is routed by it.
std::string address_text(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address == nullptr) return text;
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    if (!IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr))
      inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
  }
  return text;
}

}  // namespace

Outcome<InterfaceConf> read_hygiene(Kernel& kernel, const Link& parent) {
  const auto conf = kernel.interface_conf(parent.ifindex);
  if (!conf) return mka::Failure{refused(parent.name + ": cannot read its settings", conf.error())};
  return *conf;
}

Outcome<void> make_quiet(Kernel& kernel, const Link& parent) { return set(kernel, parent, quiet); }

Outcome<void> restore_hygiene(Kernel& kernel, const Link& parent, const InterfaceConf& before) {
  return set(kernel, parent, before);
}

std::vector<std::string> addresses_of(const std::string& interface) {
  ifaddrs* all = nullptr;
  if (getifaddrs(&all) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(all, freeifaddrs);
  std::vector<std::string> out;
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    const std::string name = one->ifa_name;  // or its label, eth0:1
    if (name.substr(0, name.find(':')) != interface) continue;
    if (const std::string text = address_text(one->ifa_addr); !text.empty()) out.push_back(text);
  }
  return out;
}

}  // namespace macsecd
