// Making, adopting and refusing macsec devices.
#include "macsec_link.hpp"

#include <unistd.h>

#include "catch.hpp"
#include "lab.hpp"
#include "netlink/parent.hpp"
#include "secy_linux.hpp"

namespace {

using Catch::Matchers::Contains;
using macsec::Errc;
using macsecd::create_or_adopt_device;

macsec::Error refusal(lab::End& end, const macsecd::MacsecLinkWish& wish) {
  const auto made = create_or_adopt_device(end.kernel, wish);
  REQUIRE_FALSE(made);
  CHECK_FALSE(made.error().hint.empty());
  return made.error();
}

TEST_CASE("a device of the right settings is adopted and emptied") {
  lab::Cable cable;
  auto& end = cable.left;
  const auto created = create_or_adopt_device(end.kernel, end.wish("ms0"));
  REQUIRE(created);
  CHECK(created->created);
  const std::string key(64, '1');
  lab::shell(end.ip("macsec add ms0 tx sa 0 xpn 1 salt " + std::string(24, '2') +
                    " ssci 1 on key 01 " + key));
  lab::shell(end.ip("macsec add ms0 rx port 1 address 02:00:00:00:00:09"));

  const auto adopted = create_or_adopt_device(end.kernel, end.wish("ms0"));
  REQUIRE(adopted);
  CHECK_FALSE(adopted->created);
  CHECK(adopted->ifindex == created->ifindex);
  const auto devices = end.kernel.macsec_devices();
  REQUIRE(devices->size() == 1);
  CHECK((*devices)[0].transmit_sas.empty());
  CHECK((*devices)[0].receive_scs.empty());
}

TEST_CASE("a device made by somebody else becomes dormant when it is adopted") {
  lab::Cable cable;
  auto& end = cable.left;
  lab::shell(end.ip("link add link port0 ms0 type macsec cipher gcm-aes-128 encrypt on"));
  lab::shell(end.ip("link set ms0 up"));
  REQUIRE(create_or_adopt_device(end.kernel, end.wish("ms0", mka::CipherSuite::gcm_aes_128)));
  const auto link = end.kernel.link("ms0");
  CHECK(link->dormant_mode);
  CHECK(link->operstate == macsecd::netlink::Operstate::dormant);
}

TEST_CASE("a device that does not fit is refused, with the difference") {
  lab::Cable cable;
  auto& end = cable.left;
  REQUIRE(create_or_adopt_device(end.kernel, end.wish("ms0")));

  auto other_sci = end.wish("ms0");
  other_sci.request.sci.port = 9;
  CHECK_THAT(refusal(end, other_sci).what, Contains("its SCI is"));
  const auto suite = refusal(end, end.wish("ms0", mka::CipherSuite::gcm_aes_128));
  CHECK(suite.code == Errc::illegal_param);
  CHECK_THAT(suite.what, Contains("gcm-aes-xpn-256 instead of gcm-aes-128"));
  CHECK_THAT(refusal(end, end.wish("lo")).what, Contains("not a macsec device"));
  // The kernel's own refusal: the SCI is taken on this parent.
  const auto same_sci = refusal(end, end.wish("ms1"));
  CHECK(same_sci.code == Errc::busy);
  CHECK(same_sci.os == EBUSY);
  CHECK_THAT(same_sci.what, Contains("Device or resource busy"));
  // A name that the kernel cannot hold comes with words of its own.
  const auto name = refusal(end, end.wish("a-name-of-twenty-one"));
  CHECK(name.code == Errc::illegal_param);
}

TEST_CASE("parents that cannot carry MACsec are named with the reason") {
  lab::Cable cable;
  auto& end = cable.left;
  const auto on = [&](const std::string& parent) {
    auto wish = end.wish("ms0");
    const auto link = end.kernel.link(parent);
    wish.parent = parent;
    wish.request.parent = link ? link->ifindex : 9999;
    return wish;
  };
  lab::shell(end.ip("link add link port0 vl5 type vlan id 5"));
  lab::shell(end.ip("link add br0 type bridge"));
  lab::shell(end.ip("link add d0 type dummy") + " && " + end.ip("link set d0 master br0"));
  lab::shell(end.ip("link add d1 type dummy") + " && " +
             end.ip("link add link d1 mv0 type macvlan"));

  CHECK_THAT(refusal(end, on("nothing")).what, Contains("there is no such interface"));
  CHECK_THAT(refusal(end, on("lo")).what, Contains("loopback"));
  CHECK_THAT(refusal(end, on("vl5")).what, Contains("VLAN"));
  CHECK_THAT(refusal(end, on("d0")).what, Contains("port of a bridge"));
  CHECK_THAT(refusal(end, on("d1")).what, Contains("mv0"));
  CHECK_THAT(refusal(end, on("mv0")).what, Contains("macvlan"));
  CHECK(refusal(end, on("br0")).code == Errc::unsupported_interface);

  auto vlan = on("vl5");
  vlan.vlan_allowed = true;
  CHECK(create_or_adopt_device(end.kernel, vlan));
}

TEST_CASE("without privileges the error says which are missing") {
  lab::Cable cable;
  const auto wish = cable.left.wish("ms0");
  const auto made = [&] {
    const lab::Inside inside("left");
    REQUIRE(seteuid(65534) == 0);
    auto kernel = macsecd::netlink::Kernel::open();
    auto result = create_or_adopt_device(*kernel, wish);
    REQUIRE(seteuid(0) == 0);
    return result;
  }();
  REQUIRE_FALSE(made);
  const auto& error = made.error();
  CHECK(error.code == Errc::permission_denied);
  CHECK_THAT(error.hint, Contains("CAP_NET_ADMIN"));
}

TEST_CASE("the speed of a link is known, or said to be unknown") {
  lab::Cable cable;
  const lab::Inside inside("left");
  CHECK(macsecd::netlink::link_speed(cable.left.link().ifindex) == 10000u);
  CHECK_FALSE(macsecd::netlink::link_speed(cable.left.kernel.link("lo")->ifindex));
  CHECK_FALSE(macsecd::netlink::link_speed(9999));
}

}  // namespace
