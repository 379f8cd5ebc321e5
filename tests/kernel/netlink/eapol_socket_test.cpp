// EAPOL-MKA frames between the ends of a cable.
#include "eapol_socket.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

#include "catch.hpp"
#include "lab.hpp"
#include "mka/limits.hpp"

namespace {

using macsecd::EapolAddress;
using macsecd::EapolSocket;
using Frame = std::vector<std::uint8_t>;

constexpr std::uint8_t mka_type = 5;

Frame eapol(std::uint8_t last_octet_of_destination = 3, std::uint8_t type = mka_type,
            std::size_t size = 64, std::uint8_t mark = 0) {
  Frame frame{0x01, 0x80, 0xc2, 0, 0,   last_octet_of_destination, 2, 0, 0, 0, 0,
              1,    0x88, 0x8e, 3, type};
  frame.resize(size);
  frame[20] = mark;
  return frame;
}

Frame to(const mka::MacAddress& destination, std::uint8_t mark, std::uint16_t ether_type = 0x888e) {
  Frame frame = eapol(3, mka_type, 64, mark);
  std::copy(destination.octets.begin(), destination.octets.end(), frame.begin());
  frame[12] = static_cast<std::uint8_t>(ether_type >> 8);
  frame[13] = static_cast<std::uint8_t>(ether_type);
  return frame;
}

struct Talk {
  lab::Cable cable;
  asio::io_context io;
  std::vector<Frame> heard;
  EapolSocket sender{io, [](std::span<const std::uint8_t>) {}};
  EapolSocket receiver{io, [this](std::span<const std::uint8_t> frame) {
                         heard.emplace_back(frame.begin(), frame.end());
                       }};

  Talk() {
    {
      const lab::Inside inside("left");
      REQUIRE(sender.bind(cable.left.link().ifindex));
    }
    const lab::Inside inside("right");
    REQUIRE(receiver.bind(cable.right.link().ifindex));
  }
  void rebind(const EapolAddress& address) {
    const lab::Inside inside("right");
    REQUIRE(receiver.bind(cable.right.link().ifindex, address));
  }
  // Sent in this order: only what is heard of it arrives.
  std::size_t heard_of(const std::vector<Frame>& frames) {
    heard.clear();
    for (const Frame& frame : frames) REQUIRE(sender.send(frame) == 0);
    REQUIRE(lab::run_until(io, [&] { return !heard.empty() && heard.back() == frames.back(); }));
    return heard.size();
  }
  bool hears(std::uint8_t mark) {
    return lab::run_until(io, [&] { return !heard.empty() && heard.back()[20] == mark; });
  }
};

TEST_CASE("whole frames arrive as they were sent") {
  Talk talk;
  CHECK(talk.sender.send(eapol(3, mka_type, 64, 1)) == 0);
  REQUIRE(talk.hears(1));
  CHECK(talk.heard[0] == eapol(3, mka_type, 64, 1));
  CHECK(talk.receiver.counters().received == 1);
}

TEST_CASE("other EAPOL types, frames for others, tagged and oversized ones stay away") {
  Talk talk;
  lab::shell(talk.cable.left.ip("link set port0 mtu 4000"));
  lab::shell(talk.cable.right.ip("link set port1 mtu 4000"));
  CHECK(talk.sender.send(eapol(3, 1)) == 0);
  Frame for_another = eapol();
  for_another[0] = 0x02;
  CHECK(talk.sender.send(for_another) == 0);
  Frame tagged = eapol();
  const std::vector<std::uint8_t> tag{0x81, 0, 0, 5};
  tagged.insert(tagged.begin() + 12, tag.begin(), tag.end());
  CHECK(talk.sender.send(tagged) == 0);
  CHECK(talk.sender.send(eapol(3, mka_type, mka::limits::mkpdu_frame + 1)) == 0);
  CHECK(talk.sender.send(eapol(3, mka_type, mka::limits::mkpdu_frame, 9)) == 0);
  REQUIRE(talk.hears(9));
  CHECK(talk.heard.size() == 1);
  CHECK(talk.receiver.counters().oversized == 1);
}

TEST_CASE("a flood does not keep others from their turn") {
  Talk talk;
  for (int i = 0; i < 100; ++i) REQUIRE(talk.sender.send(eapol()) == 0);
  talk.io.restart();
  talk.io.poll_one();
  CHECK(talk.heard.size() < 100);
  CHECK(lab::run_until(talk.io, [&] { return talk.heard.size() == 100; }));
}

TEST_CASE("the socket survives link down, and the callback may end it") {
  Talk talk;
  lab::shell(talk.cable.left.ip("link set port0 down"));
  lab::shell(talk.cable.right.ip("link set port1 down"));
  CHECK(talk.sender.send(eapol()) == ENETDOWN);
  lab::shell(talk.cable.right.ip("link set port1 up"));
  lab::shell(talk.cable.left.ip("link set port0 up"));
  CHECK(talk.sender.send(eapol(3, mka_type, 64, 2)) == 0);
  CHECK(talk.hears(2));

  std::unique_ptr<EapolSocket> once;
  once =
      std::make_unique<EapolSocket>(talk.io, [&](std::span<const std::uint8_t>) { once.reset(); });
  {
    const lab::Inside inside("right");
    REQUIRE(once->bind(talk.cable.right.link().ifindex));
  }
  CHECK(talk.sender.send(eapol()) == 0);
  CHECK(talk.sender.send(eapol()) == 0);
  CHECK(lab::run_until(talk.io, [&] { return !once; }));
}

TEST_CASE("the same socket follows the interface that comes after a deleted one") {
  Talk talk;
  lab::shell(talk.cable.left.ip("link del port0"));
  talk.io.poll();
  CHECK(talk.sender.send(eapol()) == ENXIO);
  lab::shell("ip -n left link add port0 type veth peer name port1 netns right");
  lab::shell(talk.cable.left.ip("link set port0 up"));
  lab::shell(talk.cable.right.ip("link set port1 up"));
  REQUIRE(talk.sender.bind(talk.cable.left.link().ifindex));
  REQUIRE(talk.receiver.bind(talk.cable.right.link().ifindex));
  CHECK(talk.sender.send(eapol(3, mka_type, 64, 4)) == 0);
  CHECK(talk.hears(4));
}

TEST_CASE("the group addresses of EAPOL are heard, whichever of them is configured") {
  Talk talk;
  CHECK(talk.heard_of({eapol(0x03, mka_type, 64, 1), eapol(0x00, mka_type, 64, 2),
                       eapol(0x0e, mka_type, 64, 3)}) == 3);
  const auto joins = [](int groups) {
    lab::shell("test $(ip -n right maddress show dev port1 | grep -c 'link *01:80:c2') = " +
               std::to_string(groups));
  };
  joins(3);
  const mka::MacAddress other{{0x01, 0x80, 0xc2, 0x11, 0x22, 0x33}};
  talk.rebind({.destination = other});
  joins(4);
  CHECK(talk.heard_of({eapol(0x03, mka_type, 64, 4), to(other, 5)}) == 2);
  talk.rebind({});
  joins(3);
}

TEST_CASE("another EtherType is followed while the socket is at work") {
  Talk talk;
  const mka::MacAddress group = EapolAddress{}.destination;
  CHECK(talk.heard_of({to(group, 1, 0x876f), to(group, 2)}) == 1);
  talk.rebind({.ether_type = 0x876f});
  CHECK(talk.heard_of({to(group, 3), to(group, 4, 0x88e5), to(group, 5, 0x876f)}) == 1);
  talk.rebind({});
  CHECK(talk.heard_of({to(group, 6, 0x876f), to(group, 7)}) == 1);
}

TEST_CASE("what is sent to ourselves is heard only if the peers are spoken to one by one") {
  Talk talk;
  const mka::MacAddress ourselves = talk.cable.right.link().mac;
  CHECK(talk.heard_of({to(ourselves, 1), eapol(3, mka_type, 64, 2)}) == 1);
  talk.rebind({.destination = talk.cable.left.link().mac});
  mka::MacAddress stranger = ourselves;
  stranger.octets[5] ^= 0x55;
  CHECK(talk.heard_of({to(stranger, 3), eapol(3, mka_type, 64, 4), to(ourselves, 5)}) == 2);
}

}  // namespace
