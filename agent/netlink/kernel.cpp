#include "netlink/kernel.hpp"

#include <linux/if_macsec.h>
#include <sys/socket.h>

#include <cerrno>
#include <iterator>

namespace macsecd::netlink {
namespace {

// Devices that come and go while the kernel lists them make the list inconsistent: ask again.
constexpr int attempts = 5;

template <typename T, typename Parse>
KernelResult<std::vector<T>> dump(Socket& socket, const auto& question, Parse&& parse) {
  for (int attempt = 1;; ++attempt) {
    std::vector<T> all;
    const auto asked = socket.query(question(), [&](mka::Bytes answer) {
      if (auto one = parse(answer)) all.push_back(std::move(*one));
    });
    if (asked) return all;
    if (asked.error().os != EINTR || attempt == attempts) return mka::Failure{asked.error()};
  }
}

std::optional<Link> present_link(mka::Bytes answer) {
  auto parsed = parse_link(answer);
  if (!parsed || parsed->removed) return std::nullopt;
  return std::move(parsed->link);
}

}  // namespace

KernelResult<Kernel> Kernel::open() {
  auto route = Socket::open(NETLINK_ROUTE);
  if (!route) return mka::Failure{route.error()};
  auto generic = Socket::open(NETLINK_GENERIC);
  if (!generic) return mka::Failure{generic.error()};
  return Kernel(std::move(*route), std::move(*generic));
}

KernelResult<std::uint16_t> Kernel::macsec_family() {
  if (macsec_family_) return *macsec_family_;
  auto id = generic_.family(MACSEC_GENL_NAME);
  if (id) macsec_family_ = *id;
  return id;
}

KernelResult<std::vector<MacsecDevice>> Kernel::macsec_devices() {
  const auto family = macsec_family();
  if (!family) return mka::Failure{family.error()};
  return dump<MacsecDevice>(
      generic_, [&] { return dump_macsec(*family); }, parse_macsec_device);
}

KernelResult<std::vector<Link>> Kernel::links(std::string_view kind) {
  return dump<Link>(
      route_, [&] { return dump_links(kind); }, present_link);
}

KernelResult<InterfaceConf> Kernel::interface_conf(std::uint32_t ifindex) {
  std::optional<InterfaceConf> found;
  const auto asked = route_.query(get_link(ifindex),
                                  [&](mka::Bytes answer) { found = parse_interface_conf(answer); });
  if (!asked) return mka::Failure{asked.error()};
  if (!found) return kernel_failure(EPROTO, "the kernel's answer has no settings");
  return *found;
}

KernelResult<std::vector<PresentFilter>> Kernel::filters(std::uint32_t ifindex, Hook hook) {
  return dump<PresentFilter>(
      route_, [&] { return dump_filters(ifindex, hook); }, parse_filter);
}

KernelResult<std::vector<Address>> Kernel::addresses() {
  return dump<Address>(
      route_, [] { return dump_addresses(); }, parse_address);
}

KernelResult<std::vector<Route>> Kernel::routes() {
  std::vector<Route> all;
  for (const auto family : {std::uint8_t{AF_INET}, std::uint8_t{AF_INET6}}) {
    auto some = dump<Route>(
        route_, [&] { return dump_routes(family); }, parse_route);
    if (!some) return some;
    all.insert(all.end(), std::make_move_iterator(some->begin()),
               std::make_move_iterator(some->end()));
  }
  return all;
}

KernelResult<Link> Kernel::link(std::uint32_t ifindex) { return one_link(get_link(ifindex)); }

KernelResult<Link> Kernel::link(std::string_view name) { return one_link(get_link_by_name(name)); }

KernelResult<LinkStatistics> Kernel::link_statistics(std::uint32_t ifindex) {
  std::optional<LinkStatistics> found;
  const auto asked = route_.query(
      get_link(ifindex), [&](mka::Bytes answer) { found = parse_link_statistics(answer); });
  if (!asked) return mka::Failure{asked.error()};
  if (!found) return kernel_failure(EPROTO, "the kernel's answer has no statistics");
  return *found;
}

KernelResult<Link> Kernel::one_link(Message question) {
  std::optional<Link> found;
  const auto asked =
      route_.query(std::move(question), [&](mka::Bytes answer) { found = present_link(answer); });
  if (!asked) return mka::Failure{asked.error()};
  if (!found) return kernel_failure(EPROTO, "the kernel's answer describes no link");
  return std::move(*found);
}

}  // namespace macsecd::netlink
