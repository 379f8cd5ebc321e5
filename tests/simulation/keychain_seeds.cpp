// Random keychains. MKA_SEED=n repeats one, MKA_SEEDS=k runs k of them, MKA_STORY=1 tells all that
// happens.
#include "catch.hpp"
#include "keychain_world.hpp"
#include "seed_range.hpp"

TEST_CASE("every keychain world keeps its promises", "[simulation][seeds][M29][M30][M32]") {
  sim::run_seeds(2000, [](std::uint64_t seed) { sim::KeychainWorld(seed).live(); });
}
