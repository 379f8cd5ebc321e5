// What the stories share: the pair of stations that most of them begin with.
#pragma once

#include "catch.hpp"
#include "world.hpp"

namespace sim {

using namespace std::chrono_literals;

// Two MKA Life Times, within which a healed network has agreed again.
inline constexpr mka::Duration two_life_times = 12s;

struct Pair {
  explicit Pair(PortSetup left_setup = {.name = "left", .priority = 10},
                PortSetup right_setup = {.name = "right", .priority = 20},
                std::uint64_t otherwise = 1)
      : world(seed(otherwise)),
        left(world.port(std::move(left_setup))),
        right(world.port(std::move(right_setup))) {}

  // A pair that agrees and passes data.
  void secure() {
    world.share_key(left, right, "c0ffee");
    world.link_up();
    REQUIRE(world.run_until([&] { return world.agree(); }, 100ms));
    world.run_for(5s);
    world.ledger().forget();
  }
  bool agree() const { return world.agree(); }

  World world;
  Port& left;
  Port& right;
};

// The pair with what the story cares about in both ports.
inline Pair pair_of(mka::CipherSuite suite, std::function<void(mka::PortPolicy&)> tune = {}) {
  return Pair({.name = "left", .priority = 10, .suite = suite, .tune = tune},
              {.name = "right", .priority = 20, .suite = suite, .tune = tune});
}

}  // namespace sim
