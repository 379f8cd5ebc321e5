// Two ports joined by a wire in memory: the loop around the engine, in real time.
#include "port.hpp"

#include <deque>
#include <memory>

#include "catch.hpp"
#include "clock.hpp"
#include "keys.hpp"
#include "os_random.hpp"

using namespace macsecd;

namespace {

// A SecY that does as told, and remembers whether it would transmit.
class ModelSecy : public SecyDriver {
 public:
  mka::SecyOutcome apply(const mka::SecyOp& op) override {
    if (std::holds_alternative<mka::EnableTransmitSa>(op)) transmits = true;
    if (std::holds_alternative<mka::DeleteTransmitSa>(op)) transmits = false;
    if (refuse_installs && std::holds_alternative<mka::InstallReceiveSa>(op)) return {false, 16};
    return {};
  }
  bool transmits = false;
  bool refuse_installs = false;
};

struct Station {
  Station(asio::io_context& io, std::uint8_t number)
      : port({io, random, secy,
              [this](mka::Bytes frame) { sent.emplace_back(frame.begin(), frame.end()); },
              [this](const mka::Event& event) { events.push_back(event.kind); },
              [this] { ++settled; }},
             {{{2, 0, 0, 0, 0, number}}, 1}, {}) {}

  bool told(mka::EventKind kind) const {
    return std::find(events.begin(), events.end(), kind) != events.end();
  }

  OsRandom random;
  ModelSecy secy;
  std::deque<std::vector<std::uint8_t>> sent;
  std::vector<mka::EventKind> events;
  int settled = 0;
  Port port;
};

struct Wire {
  asio::io_context io;
  Station left{io, 1}, right{io, 2};

  void connect() {
    for (Station* station : {&left, &right}) {
      station->port.set_keys(keys());
      station->port.set_link(true);
    }
  }
  static std::vector<mka::KeyConfig> keys() {
    std::vector<mka::KeyConfig> out;
    out.push_back({test::ckn("0102"), test::derived(7)});
    return out;
  }
  static void carry(Station& from, Station& to) {
    while (!from.sent.empty()) {
      const auto frame = std::move(from.sent.front());
      from.sent.pop_front();
      to.port.receive(frame);
    }
  }
  template <typename Done>
  bool run_until(Done done, mka::Duration limit) {
    const auto end = now() + limit;
    while (!done() && now() < end) {
      io.run_for(std::chrono::milliseconds(5));
      carry(left, right);
      carry(right, left);
    }
    return done();
  }
};

}  // namespace

TEST_CASE("two ports secure a wire, driven by frames and their timers") {
  Wire wire;
  wire.connect();
  CHECK(wire.run_until(
      [&] { return wire.left.port.status().secured && wire.right.port.status().secured; },
      mka::Duration(5000)));
  CHECK(wire.left.secy.transmits);
  CHECK(wire.left.told(mka::EventKind::session_secured));
  CHECK(wire.left.settled > 0);
  const auto answers = {wire.left.port.rekey(), wire.right.port.rekey()};
  CHECK(std::count(answers.begin(), answers.end(), mka::RekeyAnswer::not_key_server) == 1);
}

TEST_CASE("what the SecY refuses reaches the engine") {
  Wire wire;
  wire.left.secy.refuse_installs = true;
  wire.connect();
  CHECK(wire.run_until([&] { return wire.left.told(mka::EventKind::secy_failed); },
                       mka::Duration(5000)));
  CHECK_FALSE(wire.left.port.status().secured);
}

TEST_CASE("a port that is destroyed leaves no timer behind") {
  asio::io_context io;
  auto station = std::make_unique<Station>(io, 1);
  station->port.set_keys(Wire::keys());
  station->port.set_link(true);
  station.reset();
  io.run_for(std::chrono::milliseconds(50));
  CHECK(io.stopped());
}
