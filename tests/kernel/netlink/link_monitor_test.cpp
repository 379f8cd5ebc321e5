// What the link monitor tells about interfaces that come, change and go.
#include "netlink/link_monitor.hpp"

#include <asio/io_context.hpp>
#include <optional>
#include <vector>

#include "catch.hpp"
#include "lab.hpp"

namespace {

using macsecd::netlink::Link;
using macsecd::netlink::LinkChange;
using macsecd::netlink::LinkMonitor;

struct Watch {
  asio::io_context io;
  std::vector<std::pair<LinkChange, Link>> seen;
  std::optional<LinkMonitor> monitor;

  explicit Watch(lab::End& end) {
    const lab::Inside inside(end.name);
    monitor.emplace(io, end.kernel, [this](LinkChange change, const Link& link) {
      seen.emplace_back(change, link);
    });
    REQUIRE(monitor->start());
  }
  bool until(const std::function<bool(const Link&)>& holds, std::string_view name) {
    return lab::run_until(io, [&] {
      const Link* link = monitor->find(name);
      return link && holds(*link);
    });
  }
  bool until_gone(std::uint32_t ifindex) {
    return lab::run_until(io, [&] { return monitor->find(ifindex) == nullptr; });
  }
};

TEST_CASE("present links are told at the start, with kind and parent") {
  lab::Cable cable;
  REQUIRE(macsecd::create_or_adopt_device(cable.left.kernel, cable.left.wish("ms0")));
  Watch watch(cable.left);
  const Link* port = watch.monitor->find("port0");
  const Link* device = watch.monitor->find("ms0");
  REQUIRE(port);
  REQUIRE(device);
  CHECK(port->kind == "veth");
  CHECK(port->parent_elsewhere);
  CHECK_FALSE(port->parent);  // a number of the other namespace
  CHECK(device->kind == "macsec");
  CHECK(device->parent == port->ifindex);
  CHECK(device->macsec->sci == cable.left.sci());
  CHECK(device->mtu == 1468);
  for (const auto& [change, link] : watch.seen) CHECK(change == LinkChange::added);
}

TEST_CASE("flap, carrier loss, new address, new name and the end are told") {
  lab::Cable cable;
  Watch watch(cable.left);
  const auto ifindex = watch.monitor->find("port0")->ifindex;
  CHECK(watch.until([](const Link& l) { return l.lower_up; }, "port0"));
  lab::shell(cable.left.ip("link set port0 down"));
  CHECK(watch.until([](const Link& l) { return !l.up; }, "port0"));
  lab::shell(cable.left.ip("link set port0 name cable0"));
  CHECK(watch.until([&](const Link& l) { return l.ifindex == ifindex; }, "cable0"));
  lab::shell(cable.left.ip("link set cable0 address 02:00:00:00:00:77"));
  CHECK(watch.until([](const Link& l) { return l.mac.octets[5] == 0x77; }, "cable0"));
  lab::shell(cable.left.ip("link set cable0 up"));
  CHECK(watch.until([](const Link& l) { return l.up && l.lower_up; }, "cable0"));
  lab::shell(cable.right.ip("link set port1 down"));
  CHECK(watch.until([](const Link& l) { return l.up && !l.lower_up; }, "cable0"));
  lab::shell(cable.left.ip("link del cable0"));
  CHECK(watch.until_gone(ifindex));
  CHECK(watch.seen.back().first == LinkChange::removed);
}

TEST_CASE("a port that leaves its bridge is not taken for deleted") {
  lab::Cable cable;
  lab::shell(cable.left.ip("link add br0 type bridge"));
  Watch watch(cable.left);
  lab::shell(cable.left.ip("link set port0 master br0"));
  CHECK(watch.until([](const Link& l) { return l.port_kind == "bridge"; }, "port0"));
  lab::shell(cable.left.ip("link set port0 nomaster"));
  CHECK(watch.until([](const Link& l) { return !l.master; }, "port0"));
  CHECK(watch.monitor->find("port0"));
  for (const auto& [change, link] : watch.seen) CHECK(change != LinkChange::removed);
}

TEST_CASE("after an overrun the truth is read again") {
  lab::Cable cable;
  Watch watch(cable.left);
  const auto ifindex = watch.monitor->find("port0")->ifindex;
  auto& kernel = cable.left.kernel;
  // More messages than the socket can hold, while nobody reads.
  for (int i = 0; i < 4000; ++i) {
    REQUIRE(kernel.route(macsecd::netlink::set_admin_state(ifindex, i % 2 == 0)));
  }
  REQUIRE(kernel.route(macsecd::netlink::delete_link(ifindex)));
  CHECK(watch.until_gone(ifindex));
  CHECK(watch.monitor->overruns() > 0);
}

}  // namespace
