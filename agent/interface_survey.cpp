#include "interface_survey.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>

#include "capabilities.hpp"
#include "macsec_link.hpp"
#include "netlink/parent.hpp"
#include "trial_device.hpp"

namespace macsecd {
namespace {

constexpr const char* wpa_supplicant_sockets = "/run/wpa_supplicant/";

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

void note_devices_above(InterfaceFacts& facts, std::span<const netlink::Link> all) {
  for (const netlink::Link& link : all) {
    if (link.parent != facts.link->ifindex) continue;
    if (link.kind == "vlan") facts.vlans.push_back(link.name);
    const bool ours = facts.connection && link.name == facts.wish.device;
    if (link.kind == "macsec" && !ours) facts.macsec_devices.push_back(link.name);
  }
}

void note_connection(InterfaceFacts& facts, const Connection& connection) {
  const ConnectionView view = connection.view();
  facts.connection =
      PresentConnection{.name = connection.name(),
                        .secured = view.mka && view.mka->secured,
                        .clear = connection.passes_clear_text(),
                        .suite_in_use = view.mka && view.settings.suite == facts.wish.suite};
  facts.mkpdus_heard = connection.mkpdus_heard();
}

std::string proc_crypto() {
  std::ifstream in("/proc/crypto");
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

InterfaceFacts survey_interface(const World& world, const ConnectionSettings& wish,
                                const Connection* present) {
  InterfaceFacts facts{.wish = wish};
  if (present != nullptr) note_connection(facts, *present);
  const auto link = world.kernel.link(wish.interface);
  const auto all = world.kernel.links();
  if (!link || !all) return facts;
  facts.link = *link;
  facts.unsuitable = netlink::parent_problem(*link, *all);
  facts.speed = netlink::link_speed(link->ifindex);
  facts.addresses = addresses_of(link->name);
  note_devices_above(facts, *all);
  facts.wpa_supplicant = std::filesystem::exists(wpa_supplicant_sockets + link->name);
  facts.offload = netlink::offload_feature(link->name);
  return facts;
}

KernelFacts survey_kernel(const World& world, const InterfaceFacts& interface) {
  KernelFacts facts{.suite = interface.wish.suite};
  facts.missing_capabilities = missing_capabilities();
  if (const auto family = world.kernel.macsec_family(); !family)
    facts.driver = refused("this kernel has no macsec driver", family.error());
  facts.tried = interface.link && !interface.unsuitable && !facts.driver;
  // A device at work with the suite has shown it already.
  if (facts.tried && !(interface.connection && interface.connection->suite_in_use))
    facts.refusal = try_suite(world.kernel, world.random, *interface.link, facts.suite);
  facts.gcm_driver = preferred_gcm(proc_crypto());
  return facts;
}

}  // namespace macsecd
