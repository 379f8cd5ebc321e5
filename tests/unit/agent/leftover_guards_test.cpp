#include "leftover_guards.hpp"

#include "catch.hpp"

using namespace macsecd;

TEST_CASE(
    "[M49] a guard is left over only if no connection has its interface, whatever its name is "
    "now") {
  ConnectionSettings connection;
  connection.interface = "eth0";
  connection.device = "ms-eth0";
  netlink::Link eth0;
  eth0.ifindex = 1;
  eth0.name = "eth0";
  netlink::Link renamed;
  renamed.ifindex = 2;
  renamed.name = "wan0";
  netlink::Link device;
  device.ifindex = 3;
  device.name = "ms-eth0";
  device.parent = 2;
  device.kind = "macsec";

  CHECK(in_use(eth0, {eth0, renamed}, {&connection}));
  CHECK_FALSE(in_use(renamed, {eth0, renamed}, {&connection}));
  CHECK(in_use(renamed, {eth0, renamed, device}, {&connection}));
  CHECK_FALSE(in_use(eth0, {eth0, renamed}, {}));
}
