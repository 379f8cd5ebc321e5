// Two ports that may carry clear text, whose operators change keys and modes at any time: drawn
// from a seed. Where no MKPDU is lost and a port may stay open, no data frame is.
#include "seed_range.hpp"
#include "world.hpp"

using namespace sim;
using namespace mka;
using namespace std::chrono_literals;

namespace {

constexpr const char* ckn = "c0ffee";

class ModeWorld {
 public:
  explicit ModeWorld(std::uint64_t seed) : world_(seed), dice_(world_.dice().fork()) {
    const auto suite = all_cipher_suites[dice_.below(all_cipher_suites.size())];
    for (const auto priority : {std::uint8_t{10}, std::uint8_t{20}})
      ports_.push_back(&world_.port(
          {.priority = priority, .suite = suite, .mode = EncryptionMode::should_encrypt}));
    world_.network().weather.longest_delay = 1ms + up_to(60ms);
    world_.link_up();  // without a key: open at once
    world_.run_for(100ms);
    world_.on_loss = [this](Time, const std::string& what) {
      world_.judge().fail(world_.now(), "world", what);
    };
  }

  void live() {
    for (int i = 0; i < 12; ++i) {
      change(*ports_[dice_.below(2)]);
      world_.run_for(up_to(dice_.percent(50) ? 9s : 1s));
    }
    for (Port* port : ports_) {
      set_mode(*port, EncryptionMode::should_encrypt);
      if (!port->has_key(ckn)) port->associate({ckn});
    }
    if (!world_.run_until([&] { return world_.agree(); }, 14s))
      world_.judge().fail(world_.now(), "world", "does not agree");
  }

 private:
  Duration up_to(Duration longest) {
    return Duration(
        static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(longest.count()))));
  }
  static void set_mode(Port& port, EncryptionMode mode) {
    port.change_policy([=](PortPolicy& policy) { policy.mode = mode; });
  }
  void change(Port& port) {
    switch (dice_.below(5)) {
      case 0:
        return set_mode(port, EncryptionMode::no_encrypt);
      case 1:
        return set_mode(port, EncryptionMode::should_encrypt);
      case 2:
        port.rotate_key();
        return;
      case 3:
        port.die();
        return port.resume();
      default:
        if (port.has_key(ckn)) return port.disassociate(ckn);
        return port.associate({ckn});
    }
  }

  World world_;
  Dice dice_;
  std::vector<Port*> ports_;
};

}  // namespace

TEST_CASE("M50, M51, M54: keys and modes change at any time, and no frame is lost", "[seeds]") {
  run_seeds(5000, [](std::uint64_t seed) { ModeWorld(seed).live(); });
}
