#include <string>

#include "catch.hpp"
#include "secure_associations.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Time start{100s};
const Sci us{{{2, 0, 0, 0, 0, 1}}, 1};
const Sci peer{{{2, 0, 0, 0, 0, 2}}, 1};

Ki ki(std::uint32_t number) { return {{{9}}, number}; }
An an(unsigned number) { return An::from_bits(number); }

struct Bench {
  Outbox out;
  SecureAssociations associations{out, {us.mac, us.port}};

  bool adopt(const HeldSecy& held) {
    return associations.adopt(held, CipherSuite::gcm_aes_128, start);
  }
  // What is removed from the SecY, in order.
  std::string removals() {
    std::string text;
    while (auto output = out.take()) {
      const auto* request = std::get_if<SecyRequest>(&*output);
      if (request == nullptr) continue;
      if (const auto* tx = std::get_if<DeleteTransmitSa>(&request->op))
        text += "tx" + std::to_string(tx->an.value()) + " ";
      else if (const auto* rx = std::get_if<DeleteReceiveSa>(&request->op))
        text += "rx" + std::to_string(rx->an.value()) + " ";
      else if (std::get_if<DeleteReceiveSc>(&request->op) != nullptr)
        text += "sc ";
      else
        text += "?" + std::to_string(request->op.index()) + " ";
    }
    return text;
  }
};

// SAK 1 in use under AN 1, SAK 2 on its way under AN 2.
HeldSecy amid_a_rotation() {
  return {.encoding = an(1),
          .channels = {peer},
          .counters = {.transmit = {{an(1), ki(1), 500, true}, {an(2), ki(2), 1, false}},
                       .receive = {{peer, an(1), ki(1), 400, 399}, {peer, an(2), ki(2), 1, 0}}}};
}

}  // namespace

TEST_CASE("M60: the SAK in use is adopted, whatever else was under way", "[adoption]") {
  Bench b;
  REQUIRE(b.adopt(amid_a_rotation()));
  CHECK(b.removals() == "tx2 ");  // never enabled: nobody misses it
  REQUIRE(b.associations.in_use() != nullptr);
  CHECK(b.associations.in_use()->agreed.ki == ki(1));
  CHECK(b.associations.in_use()->packet_numbers.next() == 500);
  CHECK(b.associations.highest_received(ki(1), peer) == 399);
  CHECK(b.associations.is_stray(ki(2)));
  CHECK_FALSE(b.associations.occupied(an(0)));
  CHECK(b.associations.occupied(an(1)));
  CHECK(b.associations.occupied(an(2)));

  // Nobody knows its key, and its channel stays as long as it does.
  b.associations.add_receivers(ki(1), std::array{Transmitter{us, 1}}, start);
  b.associations.drop_channels_except({});
  CHECK(b.removals().empty());

  b.associations.retire_old(start);
  CHECK(b.removals() == "tx1 ");
  b.associations.delete_strays();
  CHECK(b.removals() == "rx2 rx1 ");
  b.associations.drop_channels_except({});
  CHECK(b.removals() == "sc ");
}

TEST_CASE("M60: of the remains of several rotations the one least likely in use makes room",
          "[adoption]") {
  Bench b;
  HeldSecy held = amid_a_rotation();
  held.counters.receive.push_back({peer, an(0), ki(3), 20, 19});
  REQUIRE(b.adopt(held));
  CHECK(b.associations.free_association_number(an(1)) == an(3));
  held.counters.receive.push_back({peer, an(3), ki(4), 1, 0});
  Bench full;
  REQUIRE(full.adopt(held));
  CHECK(full.removals() == "tx2 ");
  CHECK(full.associations.free_association_number(an(2)) == an(2));  // received nothing ever
}

TEST_CASE("M60: what works in one direction only is removed", "[adoption]") {
  Bench b;
  HeldSecy held = amid_a_rotation();
  SECTION("nothing is transmitted") {
    held.encoding.reset();
    CHECK_FALSE(b.adopt(held));
    CHECK(b.removals() == "tx1 tx2 rx2 rx1 sc ");
  }
  SECTION("nothing is received under the SAK in use") {
    held.counters.receive.erase(held.counters.receive.begin());
    CHECK_FALSE(b.adopt(held));
    CHECK(b.removals() == "tx2 tx1 rx2 sc ");
  }
  CHECK(b.associations.in_use() == nullptr);
}
