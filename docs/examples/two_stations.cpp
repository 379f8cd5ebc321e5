// Two stations agree on a key, in one process and without a kernel: what a user of libmka writes
// around it. Part of the manual page libmka(3); the tests run it. Prints a line per event, and
// "secured".
#include <openssl/rand.h>

#include <iostream>
#include <mka/kay.hpp>
#include <variant>

class SystemRandom : public mka::Random {
 public:
  bool fill(std::span<std::uint8_t> out) override {
    return RAND_bytes(out.data(), static_cast<int>(out.size())) == 1;
  }
};

struct Station {
  const char* name;
  mka::Kay kay;
};

// A real program sends frames on a packet socket, and programs the kernel as the requests say.
void drain(Station& from, Station& to, mka::Time now) {
  while (const auto output = from.kay.poll()) {
    if (const auto* frame = std::get_if<mka::TransmitFrame>(&*output))
      to.kay.receive(now, frame->bytes);
    else if (const auto* request = std::get_if<mka::SecyRequest>(&*output))
      from.kay.secy_done(now, request->id, {.done = true});
    else
      std::cout << from.name << ": " << to_string(std::get<mka::Event>(*output).kind) << "\n";
  }
}

std::vector<mka::KeyConfig> keychain(const mka::Cak& cak, const mka::Ckn& ckn) {
  std::vector<mka::KeyConfig> keys;
  if (auto derived = mka::derive_keys(cak, ckn)) keys.push_back({ckn, *std::move(derived)});
  return keys;
}

int main() {
  SystemRandom random;
  Station left{"left", {random, {.mac = {{2, 0, 0, 0, 0, 1}}}, {}}};
  Station right{"right", {random, {.mac = {{2, 0, 0, 0, 0, 2}}}, {}}};

  std::array<std::uint8_t, 32> octets{};
  if (!random.fill(octets)) return 1;
  const auto cak = mka::Cak::copy_from(octets);
  const auto ckn = mka::Ckn::from_hex("0a1b2c3d");

  mka::Time now{};
  for (Station* station : {&left, &right}) {
    station->kay.set_keys(now, keychain(*cak, *ckn));
    station->kay.link_changed(now, true);
  }
  // The clock is the caller's: here it jumps from one due time to the next.
  for (int steps = 0; steps < 100; ++steps) {
    drain(left, right, now);
    drain(right, left, now);
    if (left.kay.status(now).secured && right.kay.status(now).secured) {
      std::cout << "secured\n";
      return 0;
    }
    now = std::min(left.kay.next_deadline().value_or(mka::Time::max()),
                   right.kay.next_deadline().value_or(mka::Time::max()));
    left.kay.tick(now);
    right.kay.tick(now);
  }
  return 1;
}
