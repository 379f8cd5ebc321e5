#include "interface_survey.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>

#include "capabilities.hpp"
#include "macsec_link.hpp"
#include "netlink/parent.hpp"
#include "parent_hygiene.hpp"
#include "trial_device.hpp"

namespace macsecd {
namespace {

constexpr const char* wpa_supplicant_sockets = "/run/wpa_supplicant/";

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
  facts.unsuitable = netlink::parent_problem(*link, *all, wish.device_settings.on_vlan);
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
