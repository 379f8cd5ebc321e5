#include "offload_watch.hpp"

#include "catch.hpp"

using namespace macsecd;
using netlink::LinkStatistics;

namespace {

netlink::MacsecDevice device(std::uint8_t key, std::uint64_t pn = 1) {
  netlink::MacsecDevice d;
  d.offload = netlink::Offload::mac;
  d.suite = mka::CipherSuite::gcm_aes_128;
  d.transmit_sas.push_back({.an = {}, .pn = pn, .key_id = {key}, .active = true});
  return d;
}

mka::Pn bound(OffloadWatch& watch, const netlink::MacsecDevice& d, LinkStatistics parent) {
  return watch.observe(d, parent).transmit.at(0).at_most;
}

}  // namespace

TEST_CASE("[F1] hardware without packet numbers: no end has used more than the parent carried") {
  OffloadWatch watch;
  CHECK(bound(watch, device(1), {.received = 500, .sent = 1000}) == 0);
  CHECK(bound(watch, device(1), {.received = 500, .sent = 4000}) == 3001);
  // What we receive counts as well: the peer may not tell its numbers either.
  CHECK(bound(watch, device(1), {.received = 900, .sent = 4000}) == 3401);
  // The next SA began at some time after the last look.
  CHECK(bound(watch, device(2), {.received = 900, .sent = 4100}) == 101);
  CHECK(bound(watch, device(2), {.received = 900, .sent = 5100}) == 1101);
}

TEST_CASE("[F1] packet numbers that the hardware tells need no bound") {
  OffloadWatch watch;
  CHECK(bound(watch, device(1), {.sent = 10}) == 0);
  CHECK(bound(watch, device(1, 7), {.sent = 1000}) == 0);
}

TEST_CASE("[F1] octets are the parent's where the hardware counts none") {
  OffloadWatch watch;
  CHECK(watch.observe(device(1), LinkStatistics{.octets_sent = 7000}).octets_protected == 0);
  CHECK(watch.observe(device(1), LinkStatistics{.octets_sent = 9000}).octets_protected == 2000);
  auto counting = device(1);
  counting.transmit_statistics.encrypted_octets = 50;
  CHECK(watch.observe(counting, LinkStatistics{.octets_sent = 9999}).octets_protected == 50);
}

TEST_CASE("[F1] hardware is believed once it has counted a protected frame") {
  OffloadWatch watch;
  (void)watch.observe(device(1), std::nullopt);
  CHECK_FALSE(watch.counters_move());
  auto d = device(1);
  d.receive_scs.push_back({.sci = {}, .statistics = {.ok = 1}});
  (void)watch.observe(d, std::nullopt);
  CHECK(watch.counters_move());
  (void)watch.observe(device(2), std::nullopt);  // the counters went with the channel
  CHECK(watch.counters_move());
}
