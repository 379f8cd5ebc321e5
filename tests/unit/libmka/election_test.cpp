#include "election.hpp"

#include <vector>

#include "catch.hpp"

using namespace mka;

namespace {

Candidate candidate(std::uint8_t priority, std::uint8_t last_octet, std::uint16_t port = 1,
                    bool key_server = true) {
  return {priority, {{{2, 0, 0, 0, 0, last_octet}}, port}, key_server};
}

}  // namespace

TEST_CASE("the lowest priority number is elected", "[election][802.1X 9.5]") {
  const auto self = candidate(32, 0x0b);
  const std::vector peers{candidate(16, 0x0c), candidate(48, 0x0a)};
  CHECK(elect_key_server(self, peers) == peers[0].sci);
}

TEST_CASE("the lower SCI breaks a tie", "[election]") {
  const auto self = candidate(16, 0x0b);
  CHECK(elect_key_server(self, std::vector{candidate(16, 0x0a)}) == candidate(0, 0x0a).sci);
  CHECK(elect_key_server(self, std::vector{candidate(16, 0x0c)}) == self.sci);
}

TEST_CASE("priority 0 is the highest preference and 255 never serves", "[election]") {
  CHECK(elect_key_server(candidate(255, 0x0a), std::vector{candidate(254, 0x0b)}) ==
        candidate(0, 0x0b).sci);
  CHECK(elect_key_server(candidate(1, 0x0a), std::vector{candidate(0, 0x0c), candidate(0, 0x0b)}) ==
        candidate(0, 0x0b).sci);
  CHECK_FALSE(elect_key_server(candidate(255, 0x0a), std::vector{candidate(255, 0x0b)}));
}

TEST_CASE("a peer that has accepted another server is no candidate", "[election]") {
  const auto self = candidate(32, 0x0b);
  CHECK(elect_key_server(self, std::vector{candidate(16, 0x0a, 1, false)}) == self.sci);
}

TEST_CASE("nobody serves where two share priority and address", "[election]") {
  CHECK_FALSE(elect_key_server(candidate(16, 0x0a, 1), std::vector{candidate(16, 0x0a, 2)}));
  // Unless a third one is better than both.
  CHECK(elect_key_server(candidate(16, 0x0a, 1),
                         std::vector{candidate(16, 0x0a, 2), candidate(8, 0x0f)}) ==
        candidate(8, 0x0f).sci);
}
