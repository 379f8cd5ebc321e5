// The model refuses what the driver refuses.
#include <cerrno>

#include "catch.hpp"
#include "model_secy.hpp"

using namespace sim;
using namespace mka;

namespace {

const Sci us{{{2, 0, 0, 0, 0, 1}}, 1};
const Sci them{{{2, 0, 0, 0, 0, 2}}, 1};
const Ki ki{{{9}}, 1};

Sak sak(std::uint8_t octet, std::size_t size = 16) {
  return *Sak::copy_from(std::vector<std::uint8_t>(size, octet));
}
InstallReceiveSa receive_sa(std::uint8_t octet, Pn lowest = 1) {
  return {.sci = them, .an = An(), .ki = ki, .sak = sak(octet), .lowest_pn = lowest};
}
InstallTransmitSa transmit_sa(std::uint8_t octet, Ssci ssci = Ssci::none, std::size_t size = 16) {
  return {.an = An(), .ki = ki, .sak = sak(octet, size), .ssci = ssci, .salt = {}};
}
constexpr SetProtection open{.controlled_port_enabled = true};

}  // namespace

TEST_CASE("channels and associations must exist, once", "[model]") {
  ModelSecy secy(us, CipherSuite::gcm_aes_128);
  CHECK(secy.apply(SecyOp(receive_sa(1))) == ENODEV);
  CHECK(secy.apply(SecyOp(CreateReceiveSc{them})) == 0);
  CHECK(secy.apply(SecyOp(CreateReceiveSc{them})) == EEXIST);
  CHECK(secy.apply(SecyOp(receive_sa(1, 0))) == EINVAL);
  CHECK(secy.apply(SecyOp(receive_sa(1))) == 0);
  CHECK(secy.apply(SecyOp(receive_sa(2))) == EBUSY);
  CHECK(secy.apply(SecyOp(DeleteReceiveSc{them})) == 0);
  CHECK(secy.apply(SecyOp(DeleteReceiveSa{them, An()})) == ENODEV);
  CHECK(secy.apply(SecyOp(EnableTransmitSa{An()})) == ENODEV);
  CHECK(secy.apply(SecyOp(transmit_sa(1))) == 0);
  CHECK(secy.apply(SecyOp(transmit_sa(2))) == EBUSY);
}

TEST_CASE("keys must fit the suite", "[model]") {
  ModelSecy secy(us, CipherSuite::gcm_aes_xpn_256);
  CHECK(secy.apply(SecyOp(transmit_sa(1, Ssci{1}, 16))) == EINVAL);
  CHECK(secy.apply(SecyOp(transmit_sa(1, Ssci::none, 32))) == EINVAL);
  CHECK(secy.apply(SecyOp(transmit_sa(1, Ssci{1}, 32))) == 0);
}

TEST_CASE("a frame passes only with the same key, in order, under an enabled SA", "[model]") {
  ModelSecy sender(them, CipherSuite::gcm_aes_128);
  ModelSecy receiver(us, CipherSuite::gcm_aes_128);
  CHECK_FALSE(sender.transmit(1));
  sender.apply(SecyOp(open));
  sender.apply(SecyOp(transmit_sa(7)));
  CHECK_FALSE(sender.transmit(1));
  sender.apply(SecyOp(EnableTransmitSa{An()}));
  const auto frame = sender.transmit(1);
  REQUIRE(frame);
  CHECK(receiver.receive(*frame) == Verdict::port_closed);
  receiver.apply(SecyOp(open));
  CHECK(receiver.receive(*frame) == Verdict::channel_unknown);
  receiver.apply(SecyOp(CreateReceiveSc{them}));
  CHECK(receiver.receive(*frame) == Verdict::sa_missing);
  receiver.apply(SecyOp(receive_sa(7)));
  CHECK(receiver.receive(*frame) == Verdict::sa_disabled);
  receiver.apply(SecyOp(EnableReceiveSa{them, An()}));
  CHECK(receiver.receive(*frame) == Verdict::accepted);
  CHECK(receiver.receive(*frame) == Verdict::late);
  DataFrame clear;
  clear.clear = true;
  CHECK(receiver.receive(clear) == Verdict::clear_refused);
  DataFrame forged = *sender.transmit(1);
  forged.key ^= 1;
  CHECK(receiver.receive(forged) == Verdict::wrong_key);
}

TEST_CASE("a transmit SA ends with its packet numbers", "[model]") {
  ModelSecy secy(us, CipherSuite::gcm_aes_128);
  secy.apply(SecyOp(open));
  secy.apply(SecyOp(transmit_sa(7)));
  secy.apply(SecyOp(EnableTransmitSa{An()}));
  *secy.next_pn() = 0xFFFFFFFF;
  CHECK(secy.transmit(1));
  CHECK_FALSE(secy.transmit(1));
  CHECK(secy.exhausted());
}

TEST_CASE("an XPN receiver carries into the high half, but cannot guess it", "[model]") {
  ModelSecy sender(them, CipherSuite::gcm_aes_xpn_128);
  ModelSecy receiver(us, CipherSuite::gcm_aes_xpn_128);
  for (ModelSecy* secy : {&sender, &receiver}) secy->apply(SecyOp(open));
  sender.apply(SecyOp(transmit_sa(7, Ssci{1})));
  sender.apply(SecyOp(EnableTransmitSa{An()}));
  auto sa = receive_sa(7, 0xFFFFFFF0);
  sa.ssci = Ssci{1};
  receiver.apply(SecyOp(CreateReceiveSc{them}));
  receiver.apply(SecyOp(std::move(sa)));
  receiver.apply(SecyOp(EnableReceiveSa{them, An()}));
  *sender.next_pn() = 0x100000005;
  CHECK(receiver.receive(*sender.transmit(1)) == Verdict::accepted);
  *sender.next_pn() = 0x700000005;
  CHECK(receiver.receive(*sender.transmit(1)) == Verdict::wrong_key);
}
