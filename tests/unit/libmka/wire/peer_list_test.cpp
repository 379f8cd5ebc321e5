#include "wire/peer_list.hpp"

#include "catch.hpp"
#include "frames.hpp"

namespace mka::wire {

TEST_CASE("a peer list holds identifiers and message numbers", "[peer_list]") {
  constexpr std::string_view picture =
      "01 02 00 20"
      "a1a1a1a1a1a1a1a1a1a1a1a1 00000003"
      "b2b2b2b2b2b2b2b2b2b2b2b2 fffffffe";
  const test::OneSet set(picture);
  const auto list = decode_peer_list(*set).value();
  CHECK(list.key_server_ssci == 2);
  CHECK(list.entries ==
        std::vector<PeerList::Entry>{{test::mi(0xA1), 3}, {test::mi(0xB2), 0xFFFFFFFE}});
  CHECK(test::encoded(set_type::live_peer_list, list) == test::digits(picture));
}

TEST_CASE("a peer list may be empty", "[peer_list]") {
  const test::OneSet set("02 00 00 00");
  const auto list = decode_peer_list(*set).value();
  CHECK(list.entries.empty());
  CHECK(test::encoded(set_type::potential_peer_list, list) == "02000000");
}

TEST_CASE("a peer list is a multiple of 16 octets", "[peer_list]") {
  const std::vector<std::uint8_t> octets(1024, 0x77);
  for (std::size_t size = 0; size <= octets.size(); ++size) {
    const ParameterSet set{{}, Bytes(octets).first(size)};
    const auto list = decode_peer_list(set);
    REQUIRE(list.has_value() == (size % 16 == 0));
    if (list) CHECK(list->entries.size() == size / 16);
  }
}

}  // namespace mka::wire
