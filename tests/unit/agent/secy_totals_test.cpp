#include "secy_totals.hpp"

#include "catch.hpp"

using namespace macsecd;

namespace {

netlink::MacsecDevice device(std::uint32_t ifindex, std::uint64_t encrypted) {
  netlink::MacsecDevice out;
  out.ifindex = ifindex;
  out.transmit_statistics.encrypted_packets = encrypted;
  return out;
}

void add_channel(netlink::MacsecDevice& to, std::uint8_t number, std::uint64_t ok) {
  netlink::MacsecReceiveSc channel;
  channel.sci = {{{2, 0, 0, 0, 0, number}}, 1};
  channel.statistics.ok = ok;
  to.receive_scs.push_back(channel);
}

}  // namespace

TEST_CASE("counters of channels that are gone, or came again, still count") {
  SecyTotals totals;
  auto first = device(5, 10);
  add_channel(first, 1, 100);
  add_channel(first, 2, 7);
  totals.observe(first);
  totals.observe(first);
  CHECK(totals.values().at("sc-valid") == 107);

  auto second = device(5, 11);
  add_channel(second, 1, 3);  // made again: counts from zero
  totals.observe(second);
  CHECK(totals.values().at("sc-valid") == 110);
  CHECK(totals.values().at("sc-encrypted") == 11);
}

TEST_CASE("a device that is made again counts on") {
  SecyTotals totals;
  auto first = device(5, 10);
  add_channel(first, 1, 100);
  totals.observe(first);
  totals.observe(device(6, 1));
  CHECK(totals.values().at("sc-encrypted") == 11);
  CHECK(totals.values().at("sc-valid") == 100);
}
