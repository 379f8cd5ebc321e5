#include "controlled_port.hpp"

#include "catch.hpp"

using namespace mka;

TEST_CASE("must_encrypt is protected and strict in every circumstance", "[protection]") {
  PortPolicy policy{.mode = EncryptionMode::must_encrypt};
  for (unsigned bits = 0; bits < 8; ++bits) {
    const auto p = wanted_protection(policy, {.sak_in_use = (bits & 1u) != 0,
                                              .all_transmitting = (bits & 2u) != 0,
                                              .controlled_port_enabled = (bits & 4u) != 0});
    CHECK(p.protect_frames);
    CHECK(p.validate_frames == ValidateFrames::strict);
    CHECK(p.replay_protect);
    CHECK(p.controlled_port_enabled == ((bits & 4u) != 0));
  }
}

TEST_CASE("should_encrypt is clear without a SAK, and strict once the peers protect",
          "[protection]") {
  PortPolicy policy{.mode = EncryptionMode::should_encrypt};
  const auto clear = wanted_protection(policy, {});
  CHECK_FALSE(clear.protect_frames);
  CHECK(clear.validate_frames == ValidateFrames::check);
  CHECK(clear.controlled_port_enabled);
  const auto turning = wanted_protection(policy, {.sak_in_use = true});
  CHECK(turning.protect_frames);
  CHECK(turning.validate_frames == ValidateFrames::check);
  const auto secured = wanted_protection(policy, {.sak_in_use = true, .all_transmitting = true});
  CHECK(secured.protect_frames);
  CHECK(secured.validate_frames == ValidateFrames::strict);
}

TEST_CASE("no_encrypt protects nothing", "[protection]") {
  PortPolicy policy{.mode = EncryptionMode::no_encrypt};
  const auto p = wanted_protection(policy, {.sak_in_use = true, .all_transmitting = true});
  CHECK_FALSE(p.protect_frames);
  CHECK(p.controlled_port_enabled);
}

TEST_CASE("integrity only is said to the SecY", "[protection]") {
  PortPolicy policy;
  CHECK(wanted_protection(policy, {}).confidentiality);
  CHECK_FALSE(wanted_protection(policy, {.confidentiality = Confidentiality::integrity_only})
                  .confidentiality);
}
