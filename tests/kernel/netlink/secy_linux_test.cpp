// The SecY's verbs on the kernel's driver: traffic, rekey, and what it must refuse.
#include "secy_linux.hpp"

#include <cerrno>
#include <chrono>
#include <thread>

#include "catch.hpp"
#include "lab.hpp"

namespace {

using macsecd::SecyLinux;
using mka::An;
using mka::CipherSuite;

// Keys of a test, not of anybody: filled with one octet.
mka::Sak sak(CipherSuite suite, std::uint8_t fill) {
  const std::vector<std::uint8_t> octets(mka::sak_size(suite), fill);
  return std::move(*mka::Sak::copy_from(octets));
}

mka::Ki ki(std::uint32_t number) {
  mka::Ki out;
  out.server.octets.fill(0xab);
  out.number = number;
  return out;
}

struct Station {
  lab::End& end;
  mka::Ssci ssci;
  std::uint32_t ifindex;
  SecyLinux secy;

  Station(lab::End& e, std::uint32_t number, CipherSuite suite)
      : end(e),
        ssci(mka::Ssci{number}),
        ifindex(created(e, suite)),
        secy(e.kernel, ifindex, suite) {
    lab::shell(end.ip("addr add 10.9.0." + std::to_string(number) + "/24 dev ms0"));
  }

  static std::uint32_t created(lab::End& e, CipherSuite suite) {
    const auto link = macsecd::create_or_adopt_device(e.kernel, e.wish("ms0", suite));
    if (!link) throw std::runtime_error(link.error().what);
    if (!macsecd::bring_up(e.kernel, "ms0", link->ifindex)) throw std::runtime_error("bring_up");
    return link->ifindex;
  }

  int apply(const mka::SecyOp& op) {
    const auto outcome = secy.apply(op);
    return outcome.done ? 0 : outcome.os_error;
  }

  macsecd::netlink::MacsecDevice device() {
    const auto all = end.kernel.macsec_devices();
    REQUIRE(all);
    for (const auto& one : *all) {
      if (one.ifindex == ifindex) return one;
    }
    throw std::runtime_error("not in the dump");
  }

  int receive_from(Station& peer, An an, std::uint32_t number, mka::Pn pn = 1) {
    return apply(mka::InstallReceiveSa{peer.end.sci(), an, ki(number),
                                       sak(secy.suite(), static_cast<std::uint8_t>(number)), pn,
                                       peer.ssci, mka::Salt{7}});
  }
  int transmit(An an, std::uint32_t number) {
    return apply(mka::InstallTransmitSa{
        an, ki(number), sak(secy.suite(), static_cast<std::uint8_t>(number)), ssci, mka::Salt{7}});
  }
};

void use_sak(Station& a, Station& b, An an, std::uint32_t number) {
  for (auto [self, peer] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    REQUIRE(self->receive_from(*peer, an, number) == 0);
    REQUIRE(self->apply(mka::EnableReceiveSa{peer->end.sci(), an}) == 0);
  }
  for (Station* self : {&a, &b}) {
    REQUIRE(self->transmit(an, number) == 0);
    REQUIRE(self->apply(mka::EnableTransmitSa{an}) == 0);
  }
}

void retire_sak(Station& a, Station& b, An an) {
  for (auto [self, peer] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    CHECK(self->apply(mka::DeleteTransmitSa{an}) == 0);
    CHECK(self->apply(mka::DeleteReceiveSa{peer->end.sci(), an}) == 0);
  }
}

void secure(Station& a, Station& b) {
  REQUIRE(a.apply(mka::CreateReceiveSc{b.end.sci()}) == 0);
  REQUIRE(b.apply(mka::CreateReceiveSc{a.end.sci()}) == 0);
  use_sak(a, b, An::from_bits(0), 1);
  REQUIRE(a.apply(mka::SetProtection{.controlled_port_enabled = true}) == 0);
  REQUIRE(b.apply(mka::SetProtection{.controlled_port_enabled = true}) == 0);
}

void ping() { lab::shell("ip netns exec left ping -q -c 3 -i 0.2 -W 2 10.9.0.2 >/dev/null"); }

TEST_CASE("traffic passes with each suite, and through a change of the SAK") {
  const CipherSuite suite = GENERATE(from_range(mka::all_cipher_suites));
  CAPTURE(to_string(suite));
  lab::Cable cable;
  Station left(cable.left, 1, suite);
  Station right(cable.right, 2, suite);

  // The kernel's link watch turns a fresh device from unknown to dormant, within a second or so.
  auto waiting = left.end.kernel.link("ms0");
  for (int tenths = 0; tenths < 30 && waiting->running; ++tenths) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    waiting = left.end.kernel.link("ms0");
  }
  CHECK(waiting->operstate == macsecd::netlink::Operstate::dormant);
  CHECK_FALSE(waiting->running);

  secure(left, right);
  CHECK(left.end.kernel.link("ms0")->operstate == macsecd::netlink::Operstate::up);
  ping();

  const auto device = left.device();
  CHECK(device.suite == suite);
  CHECK(device.operational);
  CHECK(device.validate == mka::ValidateFrames::strict);
  CHECK((device.protect && device.encrypt && device.replay_protect));
  const auto counters = macsecd::netlink::to_counters(device);
  REQUIRE(counters.transmit.size() == 1);
  CHECK(counters.transmit[0].ki == ki(1));
  CHECK(counters.transmit[0].active);
  CHECK(counters.transmit[0].next_pn > 3);
  REQUIRE(counters.receive.size() == 1);
  CHECK(counters.receive[0].sci == right.end.sci());
  CHECK(counters.receive[0].packets_ok >= 3);
  CHECK(counters.octets_protected > 3 * 64);
  CHECK(device.receive_scs[0].statistics.ok >= 3);
  CHECK(device.transmit_statistics.encrypted_packets >= 3);

  use_sak(left, right, An::from_bits(1), 2);
  retire_sak(left, right, An::from_bits(0));
  ping();
  const auto after = left.device();
  REQUIRE(after.transmit_sas.size() == 1);
  CHECK(after.transmit_sas[0].an == An::from_bits(1));
  CHECK(after.encoding_an == An::from_bits(1));
}

TEST_CASE("protection settings reach the driver, and the port closes and opens") {
  lab::Cable cable;
  Station left(cable.left, 1, CipherSuite::gcm_aes_128);
  CHECK(left.apply(mka::SetProtection{.protect_frames = false,
                                      .validate_frames = mka::ValidateFrames::check,
                                      .confidentiality = false,
                                      .replay_protect = true,
                                      .replay_window = 5,
                                      .controlled_port_enabled = true}) == 0);
  const auto open = *left.end.kernel.link("ms0");
  REQUIRE(open.macsec);
  CHECK_FALSE(open.macsec->protect);
  CHECK_FALSE(open.macsec->encrypt);
  CHECK(open.macsec->validation == 1);
  CHECK(open.macsec->window == 5);
  CHECK(open.running);

  CHECK(left.apply(mka::SetProtection{.replay_protect = false}) == 0);
  const auto closed = *left.end.kernel.link("ms0");
  CHECK(closed.macsec->protect);
  CHECK(closed.macsec->validation == 2);
  CHECK_FALSE(closed.macsec->replay_protect);
  CHECK(closed.operstate == macsecd::netlink::Operstate::dormant);
}

TEST_CASE("the port is raised again after the parent was down") {
  lab::Cable cable;
  Station left(cable.left, 1, CipherSuite::gcm_aes_128);
  REQUIRE(left.apply(mka::SetProtection{.controlled_port_enabled = true}) == 0);
  lab::shell(left.end.ip("link set port0 down"));
  lab::shell(left.end.ip("link set port0 up"));
  lab::shell("sleep 1.5");
  CHECK(left.end.kernel.link("ms0")->operstate == macsecd::netlink::Operstate::dormant);
  REQUIRE(left.secy.reassert_operstate());
  CHECK(left.end.kernel.link("ms0")->operstate == macsecd::netlink::Operstate::up);
}

TEST_CASE("a transmit SA that may have sent already is never started again") {
  lab::Cable cable;
  Station left(cable.left, 1, CipherSuite::gcm_aes_xpn_128);
  const An an = An::from_bits(2);
  CHECK(left.apply(mka::EnableTransmitSa{an}) == EKEYREJECTED);
  REQUIRE(left.transmit(an, 1) == 0);
  REQUIRE(left.apply(mka::EnableTransmitSa{an}) == 0);
  CHECK(left.apply(mka::EnableTransmitSa{an}) == EKEYREJECTED);
  CHECK_FALSE(left.secy.last_error()->message.empty());

  SecyLinux restarted(left.end.kernel, left.ifindex, CipherSuite::gcm_aes_xpn_128);
  CHECK(restarted.apply(mka::EnableTransmitSa{an}).os_error == EKEYREJECTED);

  REQUIRE(left.apply(mka::DeleteTransmitSa{an}) == 0);
  CHECK(left.transmit(an, 1) == EKEYREJECTED);  // the same SAK
  CHECK(left.transmit(an, 2) == 0);
}

TEST_CASE("what the kernel refuses is reported, and what is gone is deleted") {
  lab::Cable cable;
  Station left(cable.left, 1, CipherSuite::gcm_aes_256);
  Station right(cable.right, 2, CipherSuite::gcm_aes_256);
  const An an = An::from_bits(0);
  const auto peer = right.end.sci();

  CHECK(left.receive_from(right, an, 1) == ENODEV);  // no such channel yet
  REQUIRE(left.apply(mka::CreateReceiveSc{peer}) == 0);
  CHECK(left.apply(mka::CreateReceiveSc{peer}) == EEXIST);
  CHECK(left.apply(mka::EnableReceiveSa{peer, an}) == ENODEV);
  REQUIRE(left.receive_from(right, an, 1) == 0);
  CHECK(left.receive_from(right, an, 2) == EBUSY);
  REQUIRE(left.transmit(an, 1) == 0);
  CHECK(left.transmit(an, 2) == EBUSY);
  CHECK(left.secy.last_error()->os == EBUSY);

  for (int twice = 0; twice < 2; ++twice) {
    CHECK(left.apply(mka::DeleteTransmitSa{an}) == 0);
    CHECK(left.apply(mka::DeleteReceiveSa{peer, an}) == 0);
    CHECK(left.apply(mka::DeleteReceiveSc{peer}) == 0);
  }
  REQUIRE(macsecd::delete_device(left.end.kernel, left.ifindex));
  CHECK(macsecd::delete_device(left.end.kernel, left.ifindex));
  CHECK(left.apply(mka::DeleteTransmitSa{an}) == 0);
  CHECK(left.transmit(an, 3) == ENODEV);
  CHECK(left.apply(mka::SetProtection{}) == ENODEV);
}

TEST_CASE("the lowest acceptable packet number rises and never falls") {
  lab::Cable cable;
  Station left(cable.left, 1, CipherSuite::gcm_aes_xpn_256);
  Station right(cable.right, 2, CipherSuite::gcm_aes_xpn_256);
  const An an = An::from_bits(3);
  const auto peer = right.end.sci();
  const mka::Pn beyond_32_bits = (mka::Pn{1} << 33) + 7;
  REQUIRE(left.apply(mka::CreateReceiveSc{peer}) == 0);
  REQUIRE(left.receive_from(right, an, 1, 10) == 0);
  const auto next = [&] { return left.device().receive_scs.at(0).sas.at(0).pn; };
  CHECK(next() == 10);
  CHECK(left.apply(mka::SetReceiveLowestPn{peer, an, beyond_32_bits}) == 0);
  CHECK(next() == beyond_32_bits);
  CHECK(left.apply(mka::SetReceiveLowestPn{peer, an, 20}) == 0);
  CHECK(next() == beyond_32_bits);
  CHECK(left.device().receive_scs[0].sas[0].ssci == 2u);
}

}  // namespace
