// Every combination of three keys at each of two ends: what is shared secures the link, in the
// order of the key server, and what changes afterwards moves the traffic without a loss.
#include <array>

#include "keychain_watch.hpp"
#include "stories.hpp"

using namespace sim;

namespace {

constexpr std::size_t slots = 3;

// What becomes of one key of the chain.
enum class Slot { shared, wrong_here, wrong_there, here, there, absent };
constexpr std::size_t slot_kinds = 6;

struct Combination {
  std::array<Slot, slots> keys{};
  bool reversed = false;    // the other end prefers them the other way round
  bool server_here = true;  // whose order counts
};

std::string ckn_of(std::size_t slot) { return "a" + std::to_string(slot); }

bool has(Slot slot, bool here) {
  return slot != Slot::absent && slot != (here ? Slot::there : Slot::here);
}

bool is_wrong(Slot slot, bool here) {
  return slot == (here ? Slot::wrong_here : Slot::wrong_there);
}

std::string text_of(const Combination& c) {
  static constexpr std::array names{"shared", "wrong here", "wrong there",
                                    "here",   "there",      "absent"};
  std::string text = c.server_here ? "server here:" : "server there:";
  for (const Slot slot : c.keys) text += std::string(" ") + names[static_cast<std::size_t>(slot)];
  return text + (c.reversed ? ", other order there" : "");
}

class Ends {
 public:
  explicit Ends(const Combination& c)
      : combination_(c),
        pair_({.name = "here", .priority = static_cast<std::uint8_t>(c.server_here ? 10 : 20)},
              {.name = "there", .priority = static_cast<std::uint8_t>(c.server_here ? 20 : 10)}),
        watch_(pair_.world, {&pair_.left, &pair_.right}) {
    pair_.world.traffic.interval = 50ms;
    for (std::size_t slot = 0; slot < slots; ++slot) {
      // The first slot is the newest key; associated last, it comes first.
      give(pair_.left, slots - 1 - slot, true);
      give(pair_.right, c.reversed ? slot : slots - 1 - slot, false);
    }
    pair_.world.link_up();
  }

  void live() {
    check();
    for (std::size_t slot = 0; slot < slots; ++slot) {
      heal(slot);
      check();
    }
    while (pair_.left.keys().size() > 1) {
      retire_newest();
      check();
    }
  }

 private:
  void give(Port& port, std::size_t slot, bool here) {
    const Slot kind = combination_.keys[slot];
    if (!has(kind, here)) return;
    port.associate({.ckn = ckn_of(slot), .secret = is_wrong(kind, here) ? port.name() : "us"});
  }

  // A missing key is added as the newest.
  void heal(std::size_t slot) {
    for (Port* port : {&pair_.left, &pair_.right}) {
      const Key right{.ckn = ckn_of(slot)};
      const Key* present = port->key(right.ckn);
      if (present == nullptr)
        port->associate(right);
      else if (present->secret != right.secret)
        port->replace(right);
    }
  }

  void retire_newest() {
    const std::string ckn = *watch_.newest_shared();
    pair_.left.retire_key(ckn);
    pair_.world.run_for(1s);
    pair_.right.retire_key(ckn);
  }

  // Losses are judged by the watch. No MKPDU is lost here: two MKA Life Times are time enough.
  void check() {
    pair_.world.run_for(two_life_times);
    const auto newest = watch_.newest_shared();
    CHECK(watch_.owed() == newest.has_value());
    if (newest) CHECK(watch_.secured_under(*newest));
    pair_.world.run_for(5s);
  }

  Combination combination_;
  Pair pair_;
  KeychainWatch watch_;
};

template <typename F>
void for_each_combination(F visit) {
  for (std::size_t i = 0; i < slot_kinds * slot_kinds * slot_kinds * 4; ++i) {
    Combination c{.reversed = i % 2 == 1, .server_here = i / 2 % 2 == 0};
    std::size_t rest = i / 4;
    for (Slot& slot : c.keys) {
      slot = static_cast<Slot>(rest % slot_kinds);
      rest /= slot_kinds;
    }
    visit(c);
  }
}

}  // namespace

TEST_CASE("M29 M30 M32: three keys at each of two ends, in every combination",
          "[simulation][combinations]") {
  for_each_combination([](const Combination& combination) {
    INFO(text_of(combination));
    try {
      Ends(combination).live();
    } catch (const Violation& violation) {
      FAIL_CHECK(violation.what());
    }
  });
}
