#include "controlled_port.hpp"

#include "catch.hpp"

using namespace mka;

TEST_CASE("must_encrypt is protected and strict in every circumstance", "[protection]") {
  PortPolicy policy{.mode = EncryptionMode::must_encrypt};
  for (unsigned bits = 0; bits < 32; ++bits) {
    const auto p = wanted_protection(policy, {.sak_in_use = (bits & 1u) != 0,
                                              .peers_protect = (bits & 2u) != 0,
                                              .falling_back = (bits & 8u) != 0,
                                              .controlled_port_enabled = (bits & 4u) != 0,
                                              .open_in_clear = (bits & 16u) != 0});
    CHECK(p.protect_frames);
    CHECK(p.validate_frames == ValidateFrames::strict);
    CHECK(p.replay_protect);
    CHECK(p.controlled_port_enabled == ((bits & 4u) != 0));
  }
}

TEST_CASE("M50: should_encrypt is closed like must_encrypt until clear text may pass",
          "[protection]") {
  const PortPolicy should{.mode = EncryptionMode::should_encrypt};
  const PortPolicy must{.mode = EncryptionMode::must_encrypt};
  for (unsigned bits = 0; bits < 16; ++bits) {
    const ProtectionFacts facts{.sak_in_use = (bits & 1u) != 0,
                                .peers_protect = (bits & 2u) != 0,
                                .falling_back = (bits & 4u) != 0,
                                .controlled_port_enabled = (bits & 8u) != 0};
    CHECK(wanted_protection(should, facts) == wanted_protection(must, facts));
  }
}

TEST_CASE("M50: should_encrypt is clear without a SAK, and strict once the peers protect",
          "[protection]") {
  PortPolicy policy{.mode = EncryptionMode::should_encrypt};
  const auto clear = wanted_protection(policy, {.open_in_clear = true});
  CHECK_FALSE(clear.protect_frames);
  CHECK(clear.validate_frames == ValidateFrames::check);
  CHECK(clear.controlled_port_enabled);
  const auto turning = wanted_protection(policy, {.sak_in_use = true, .open_in_clear = true});
  CHECK(turning.protect_frames);
  CHECK(turning.validate_frames == ValidateFrames::check);
  const auto secured =
      wanted_protection(policy, {.sak_in_use = true, .peers_protect = true, .open_in_clear = true});
  CHECK(secured.protect_frames);
  CHECK(secured.validate_frames == ValidateFrames::strict);
}

TEST_CASE("M50: falling back, frames are protected and clear ones accepted", "[protection]") {
  const auto mode = GENERATE(EncryptionMode::should_encrypt, EncryptionMode::no_encrypt);
  const auto p = wanted_protection(
      {.mode = mode},
      {.sak_in_use = true, .peers_protect = true, .falling_back = true, .open_in_clear = true});
  CHECK(p.protect_frames);
  CHECK(p.validate_frames == ValidateFrames::check);
  CHECK(p.controlled_port_enabled);
}

TEST_CASE("M54: no_encrypt protects nothing", "[protection]") {
  PortPolicy policy{.mode = EncryptionMode::no_encrypt};
  const auto p = wanted_protection(policy, {.open_in_clear = true});
  CHECK_FALSE(p.protect_frames);
  CHECK(p.validate_frames == ValidateFrames::check);
  CHECK(p.controlled_port_enabled);
}

TEST_CASE("integrity only is said to the SecY", "[protection]") {
  PortPolicy policy;
  CHECK(wanted_protection(policy, {}).confidentiality);
  CHECK_FALSE(wanted_protection(policy, {.confidentiality = Confidentiality::integrity_only})
                  .confidentiality);
}
