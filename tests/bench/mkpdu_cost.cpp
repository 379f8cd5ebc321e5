// What one MKPDU of the steady state costs an engine, against the floor: one AES-CMAC over the same
// octets with the key's context kept. Ratios, because seconds differ from machine to machine.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

#include "crypto/kdf.hpp"
#include "dice.hpp"
#include "mka/kay.hpp"
#include "wire/mkpdu.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t frames_per_round = 2000;
constexpr std::size_t rounds = 15;
constexpr Duration hello = 2s;

Ckn ckn() { return *Ckn::from_hex("6162636465666768696a6b6c6d6e6f70"); }
Cak cak() { return *Cak::copy_from(std::array<std::uint8_t, 16>{1, 2, 3}); }

// An engine with a SecY that does all at once.
struct Station {
  Station(std::uint8_t address, std::uint8_t priority)
      : random(sim::Dice(address)), kay(random, {{{2, 0, 0, 0, 0, address}}, 1}, policy(priority)) {
    std::vector<KeyConfig> keys;
    keys.push_back({ckn(), *derive_keys(cak(), ckn())});
    kay.set_keys(Time(), std::move(keys));
  }
  static PortPolicy policy(std::uint8_t priority) {
    PortPolicy policy;
    policy.key_server_priority = priority;
    return policy;
  }
  std::vector<std::vector<std::uint8_t>> drain(Time now) {
    std::vector<std::vector<std::uint8_t>> frames;
    while (auto out = kay.poll()) {
      if (auto* frame = std::get_if<TransmitFrame>(&*out))
        frames.push_back(std::move(frame->bytes));
      if (auto* asked = std::get_if<SecyRequest>(&*out)) kay.secy_done(now, asked->id, {});
    }
    return frames;
  }

  sim::SeededRandom random;
  Kay kay;
};

// A secured pair, some hellos into its life.
struct Pair {
  Station ours{0x0b, 20};
  Station theirs{0x0a, 10};
  Time now{};
  std::vector<std::uint8_t> last_of_theirs{};

  Pair() {
    ours.kay.link_changed(now, true);
    theirs.kay.link_changed(now, true);
    for (int i = 0; i < 10; ++i) {
      exchange();
      now += hello;
      ours.kay.tick(now);
      theirs.kay.tick(now);
    }
    exchange();
  }
  void exchange() {
    for (bool busy = true; busy;) {
      busy = false;
      for (auto& frame : ours.drain(now)) theirs.kay.receive(now, frame), busy = true;
      for (auto& frame : theirs.drain(now)) {
        ours.kay.receive(now, frame);
        last_of_theirs = frame;
        busy = true;
      }
    }
  }
  Mn our_mn() const { return ours.kay.status(now).participants.at(0).mn; }
};

// The next frames of the other side, one per hello, each naming our MKPDU before it.
std::vector<std::vector<std::uint8_t>> following(const Pair& pair, const crypto::Cmac& ick,
                                                 std::size_t count) {
  const auto envelope = wire::open_envelope(pair.last_of_theirs);
  auto pdu = *wire::decode(*wire::verify(*envelope, ick));
  std::vector<std::vector<std::uint8_t>> frames;
  Mn ours = pair.our_mn();
  for (std::size_t i = 0; i < count; ++i) {
    ++pdu.basic.mn;
    pdu.live->entries.at(0).mn = ours++;
    frames.push_back(wire::encode(pdu, {envelope->destination, envelope->source}, ick));
  }
  return frames;
}

double nanoseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  return took.count() / frames_per_round;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main() {
  const auto ick = *crypto::Cmac::with_key(crypto::derive_ick(cak(), ckn())->expose());
  Pair pair;
  if (!pair.ours.kay.status(pair.now).secured) return std::puts("not secured"), 1;

  std::vector<double> floor, receive, answer;
  std::size_t octets = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto frames = following(pair, ick, frames_per_round);
    octets = wire::open_envelope(frames[0])->signed_octets.size();
    floor.push_back(nanoseconds([&] {
      for (const auto& frame : frames) {
        if (!ick.mac({Bytes(frame).first(octets)})) std::abort();
      }
    }));
    double receiving = 0;
    double answering = 0;
    for (const auto& frame : frames) {
      pair.now += 1ms;  // no hello is due yet
      const auto start = std::chrono::steady_clock::now();
      pair.ours.kay.receive(pair.now, frame);
      while (pair.ours.kay.poll()) {
      }
      const auto received = std::chrono::steady_clock::now();
      pair.now += hello;
      pair.ours.kay.tick(pair.now);
      if (pair.ours.drain(pair.now).size() != 1) return std::puts("not answered"), 1;
      const auto answered = std::chrono::steady_clock::now();
      receiving += std::chrono::duration<double, std::nano>(received - start).count();
      answering += std::chrono::duration<double, std::nano>(answered - received).count();
    }
    receive.push_back(receiving / frames_per_round);
    answer.push_back(answering / frames_per_round);
    pair.last_of_theirs = frames.back();
  }
  if (pair.ours.kay.status(pair.now).participants.at(0).live.size() != 1) {
    return std::puts("the peer was lost"), 1;
  }
  const double base = median(floor);
  std::printf("MKPDU of %zu octets, median of %zu rounds of %zu\n", octets, rounds,
              frames_per_round);
  std::printf("  floor, one AES-CMAC       %7.0f ns   1.00\n", base);
  std::printf("  receive, verify, decide   %7.0f ns  %5.2f\n", median(receive),
              median(receive) / base);
  std::printf("  compose and sign answer   %7.0f ns  %5.2f\n", median(answer),
              median(answer) / base);
  return 0;
}
