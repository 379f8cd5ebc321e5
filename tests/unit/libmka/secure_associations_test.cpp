#include "secure_associations.hpp"

#include <array>
#include <string>

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Time start{100s};
const Sci us{{{2, 0, 0, 0, 0, 1}}, 1};
const Sci peer{{{2, 0, 0, 0, 0, 2}}, 1};
const Sci third{{{2, 0, 0, 0, 0, 3}}, 1};

AgreedSak agreed(std::uint8_t number, CipherSuite suite = CipherSuite::gcm_aes_128,
                 std::vector<Sci> members = {us, peer}) {
  std::array<std::uint8_t, 16> octets{number};
  return {{{{9}}, number},           An::from_bits(number),   *Ckn::from_hex("61"), suite,
          Confidentiality::offset_0, *Sak::copy_from(octets), std::move(members)};
}

struct Bench {
  Outbox out;
  SecureAssociations associations{out, {us.mac, us.port}};
  std::vector<SecyRequest> asked;
  std::vector<EventKind> events;

  // The verbs asked since the last call, in order.
  std::string verbs() {
    static constexpr std::array names{"protection", "+sc", "-sc", "+rx",   "on-rx",
                                      "pn",         "-rx", "+tx", "on-tx", "-tx"};
    std::string text;
    asked.clear();
    while (auto output = out.take()) {
      if (const auto* event = std::get_if<Event>(&*output)) events.push_back(event->kind);
      auto* request = std::get_if<SecyRequest>(&*output);
      if (request == nullptr) continue;
      text += (text.empty() ? "" : " ") + std::string(names[request->op.index()]);
      asked.push_back(std::move(*request));
    }
    return text;
  }
  void answer_all() {
    for (const auto& request : asked) associations.answered(start, request.id, {});
  }
  void bring_into_use(AgreedSak sak) {
    associations.install_latest(std::move(sak), std::array{Transmitter{peer, 1}}, start);
    verbs();
    answer_all();
    associations.latest_receives();
    associations.enable_latest_transmit();
    verbs();
    answer_all();
    associations.latest_transmits();
  }
};

}  // namespace

TEST_CASE("receive is installed and enabled before transmit", "[secure associations]") {
  Bench b;
  b.associations.install_latest(agreed(0), std::array{Transmitter{peer, 1}}, start);
  CHECK(b.verbs() == "+sc +rx on-rx +tx");
  CHECK_FALSE(b.associations.latest_enabled_for_receive());
  b.answer_all();
  CHECK(b.associations.latest_enabled_for_receive());
  CHECK_FALSE(b.associations.latest_enabled_for_transmit());
  b.associations.enable_latest_transmit();
  CHECK(b.verbs() == "on-tx");
  b.answer_all();
  CHECK(b.associations.latest_enabled_for_transmit());
}

TEST_CASE("a rotation keeps the old SAK until it is retired", "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  b.associations.latest_becomes_old();
  CHECK(b.associations.in_use()->agreed.ki.number == 0);
  b.bring_into_use(agreed(1));
  CHECK(b.associations.in_use()->agreed.ki.number == 1);
  CHECK_FALSE(b.associations.old()->transmits);
  CHECK(b.associations.old()->receives);
  b.associations.retire_old(start);
  CHECK(b.verbs() == "-tx");
  CHECK(b.events == std::vector{EventKind::sak_retired});
  CHECK(b.associations.occupied(An::from_bits(0)));
  CHECK(b.associations.strays_until() == start + 18s);
  b.associations.delete_strays();  // every peer has moved
  CHECK(b.verbs() == "-rx");
  CHECK_FALSE(b.associations.strays_until());
}

TEST_CASE("M30: a SAK that is given up for another is still received", "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  b.associations.latest_becomes_old();
  for (std::uint8_t number = 1; number <= 2; ++number) {
    b.associations.install_latest(agreed(number), std::array{Transmitter{peer, 1}}, start);
    b.verbs();
    b.associations.abandon_latest(start);
    CHECK(b.verbs() == "-tx");
  }
  CHECK(b.associations.free_association_number(An::from_bits(2)) == An::from_bits(3));
  b.associations.install_latest(agreed(3), std::array{Transmitter{peer, 1}}, start);
  b.verbs();
  // Four ANs: the next one takes the place of the stray that was first.
  CHECK(b.associations.free_association_number(An::from_bits(3)) == An::from_bits(1));
  CHECK(b.associations.is_stray(agreed(1).ki));
  b.associations.abandon_latest(start);
  CHECK(b.verbs() == "-tx -rx");
  CHECK_FALSE(b.associations.is_stray(agreed(1).ki));
}

TEST_CASE("strays go with the channel of their station", "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  b.associations.abandon_latest(start);
  b.verbs();
  b.associations.drop_channels_except({});
  CHECK(b.verbs() == "-sc");
  b.associations.delete_strays();
  CHECK(b.verbs() == "");
}

TEST_CASE("a SAK on the AN of the one in use takes its place", "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  b.associations.latest_becomes_old();
  AgreedSak next = agreed(4);  // AN 0 again
  b.associations.install_latest(std::move(next), std::array{Transmitter{peer, 1}}, start);
  CHECK(b.verbs() == "-tx -rx +rx on-rx +tx");
}

TEST_CASE("one refused operation fails the SAK and is told", "[secure associations]") {
  Bench b;
  b.associations.install_latest(agreed(0), std::array{Transmitter{peer, 1}}, start);
  b.verbs();
  CHECK(b.associations.answered(start, b.asked[1].id, {false, 28}));
  b.associations.answered(start, b.asked[2].id, {});
  CHECK(b.associations.latest_failed());
  CHECK_FALSE(b.associations.latest_enabled_for_receive());
  b.verbs();
  CHECK(b.events == std::vector{EventKind::secy_failed});
  CHECK_FALSE(b.associations.answered(start, OpId{999}, {}));
}

TEST_CASE("a member that comes late gets its receive SA, under XPN only with an SSCI",
          "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  b.associations.add_receivers(b.associations.latest()->agreed.ki,
                               std::array{Transmitter{peer, 1}, Transmitter{third, 40}}, start);
  CHECK(b.verbs() == "+sc +rx on-rx");
  CHECK(std::get<InstallReceiveSa>(b.asked[1].op).lowest_pn == 40);
  Bench xpn;
  xpn.bring_into_use(agreed(0, CipherSuite::gcm_aes_xpn_128));
  xpn.associations.add_receivers(xpn.associations.latest()->agreed.ki,
                                 std::array{Transmitter{third, 1}}, start);
  CHECK(xpn.verbs().empty());
}

TEST_CASE("a late member that the SecY refuses is tried again, and harms nobody else",
          "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  const Ki ki = b.associations.in_use()->agreed.ki;
  const std::array late{Transmitter{third, 1}};
  b.associations.add_receivers(ki, late, start);
  CHECK(b.verbs() == "+sc +rx on-rx");
  b.associations.answered(start, b.asked[0].id, {false, 12});
  CHECK_FALSE(b.associations.latest_failed());
  b.verbs();
  b.associations.add_receivers(ki, late, start + 999ms);
  CHECK(b.verbs().empty());
  b.associations.add_receivers(ki, late, start + 1s);
  CHECK(b.verbs() == "-rx +sc +rx on-rx");
}

TEST_CASE("channels of stations that are gone go with their SAs", "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  b.associations.drop_channels_except(std::array{peer});
  CHECK(b.verbs().empty());
  b.associations.drop_channels_except({});
  CHECK(b.verbs() == "-sc");
  b.associations.delete_all();
  CHECK(b.verbs() == "-tx");
}

TEST_CASE("the members' places are their SSCIs", "[secure associations][802.1AEbw]") {
  Bench b;
  b.associations.install_latest(agreed(0, CipherSuite::gcm_aes_xpn_128, {peer, us}),
                                std::array{Transmitter{peer, 1}}, start);
  b.verbs();
  CHECK(std::get<InstallReceiveSa>(b.asked[1].op).ssci == Ssci{1});
  CHECK(std::get<InstallTransmitSa>(b.asked[3].op).ssci == Ssci{2});
}

TEST_CASE("a peer's LPN only ever raises ours, and not absurdly", "[secure associations]") {
  Bench b;
  b.bring_into_use(agreed(0));
  const Ki ki = b.associations.in_use()->agreed.ki;
  b.associations.observe(start, {.receive = {{peer, An{}, ki, 1001, 1000}}});
  b.associations.raise_lowest_pn(ki, peer, 500);
  CHECK(b.verbs() == "pn");
  b.associations.raise_lowest_pn(ki, peer, 400);
  b.associations.raise_lowest_pn(ki, peer, 1000 + (Pn{1} << 30) + 1);
  CHECK(b.verbs().empty());
}

TEST_CASE("volume counts from when the SAK came into use", "[secure associations]") {
  Bench b;
  b.associations.observe(start, {.octets_protected = 5000});
  b.bring_into_use(agreed(0));
  b.associations.observe(start + 1s, {.octets_protected = 5700});
  CHECK(b.associations.octets_in_use() == 700);
}
