#include "wire/envelope.hpp"

#include "catch.hpp"
#include "frames.hpp"
#include "mka/limits.hpp"

namespace mka::wire {
namespace {

std::optional<DropReason> fault(const std::vector<std::uint8_t>& frame) {
  const auto envelope = open_envelope(frame);
  return envelope ? std::nullopt : std::optional(envelope.error());
}

std::vector<std::uint8_t> with(std::size_t position, std::uint8_t value) {
  auto frame = test::frame_of({.basic = test::basic()});
  frame.at(position) = value;
  return frame;
}

// An EAPOL frame with a body of zeros but for a Basic set of the length that is claimed.
std::vector<std::uint8_t> with_lengths(std::size_t body, std::size_t basic_body) {
  auto frame = test::octets("0180c2000003 02000000000a 888e 0305 0000 01000000");
  frame[16] = static_cast<std::uint8_t>(body >> 8);
  frame[17] = static_cast<std::uint8_t>(body & 0xFFu);
  frame[20] = static_cast<std::uint8_t>(basic_body >> 8);
  frame[21] = static_cast<std::uint8_t>(basic_body & 0xFFu);
  frame.resize(18 + body);
  return frame;
}

}  // namespace

TEST_CASE("an envelope says who sent an MKPDU under which name", "[envelope]") {
  const auto frame = test::frame_of({.basic = test::basic()});
  const auto envelope = open_envelope(frame);
  REQUIRE(envelope);
  CHECK(envelope->destination == test::destination);
  CHECK(envelope->source == test::source);
  CHECK(envelope->mka_version == 1);
  CHECK(envelope->algorithm_agility == algorithm_agility);
  CHECK(envelope->sci == Sci{test::source, 1});
  CHECK(envelope->ckn.hex() == "61626364");
  CHECK(envelope->signed_octets.size() + envelope->icv.size() == frame.size());
  CHECK(envelope->parameter_sets.data() == frame.data() + 18);
}

TEST_CASE("another EtherType and an individual address are heard where that is wanted",
          "[envelope]") {
  const eapol::Hearing other_type{.ether_type = 0x876F};
  auto frame = test::frame_of({.basic = test::basic()});
  CHECK(open_envelope(frame, other_type).error() == DropReason::not_eapol);
  frame[12] = 0x87;
  frame[13] = 0x6F;
  CHECK(open_envelope(frame, other_type));
  CHECK(open_envelope(frame).error() == DropReason::not_eapol);

  const MacAddress us{{0x02, 0, 0, 0, 0, 0x0B}};
  const eapol::Hearing individual{.individual = us};
  const auto sent_to = [](const MacAddress& destination) {
    return encode({.basic = test::basic()}, {destination, test::source}, test::ick());
  };
  CHECK(open_envelope(sent_to(us), individual));
  CHECK(open_envelope(sent_to(test::destination), individual));
  CHECK(open_envelope(sent_to(us)).error() == DropReason::dest_individual);
  CHECK(open_envelope(sent_to(test::source), individual).error() == DropReason::dest_individual);
}

TEST_CASE("each check of an envelope has its reason", "[envelope]") {
  using enum DropReason;
  CHECK_FALSE(fault(test::frame_of({.basic = test::basic()})).has_value());
  CHECK(fault(with(12, 0x08)) == not_eapol);
  CHECK(fault(with(13, 0x8F)) == not_eapol);
  for (unsigned type = 0; type < 256; ++type)
    if (type != 5) CHECK(fault(with(15, static_cast<std::uint8_t>(type))) == not_mka);
  for (const std::uint8_t version : std::array<std::uint8_t, 3>{0, 1, 2})
    CHECK(fault(with(14, version)) == eapol_version);
  for (const std::uint8_t version : std::array<std::uint8_t, 3>{3, 4, 255})
    CHECK_FALSE(fault(with(14, version)).has_value());
  CHECK(fault(with(0, 0x00)) == dest_individual);
  CHECK(fault(with(0, 0x02)) == dest_individual);
  CHECK_FALSE(fault(with(0, 0xFF)).has_value());
  CHECK(fault(with(17, 0x41)) == truncated);
  CHECK(fault(with(17, 0x1C)) == too_short);
  CHECK(fault(with(17, 0x33)) == not_multiple_of_4);
  CHECK(fault(with(18, 0x00)) == mka_version);
}

TEST_CASE("of several faults the first in the order of the standard counts", "[envelope]") {
  using enum DropReason;
  auto frame = with(18, 0x00);
  frame[21] = 0x1C;
  CHECK(fault(frame) == basic_length);
  frame[17] = 0x33;
  CHECK(fault(frame) == not_multiple_of_4);
  frame[17] = 0x1D;
  CHECK(fault(frame) == too_short);
  frame[16] = 0xFF;
  CHECK(fault(frame) == truncated);
  frame[0] = 0x00;
  CHECK(fault(frame) == dest_individual);
  frame[14] = 0x02;
  CHECK(fault(frame) == eapol_version);
  frame[15] = 0x00;
  CHECK(fault(frame) == not_mka);
  frame[12] = 0x00;
  CHECK(fault(frame) == not_eapol);
}

TEST_CASE("a frame shorter than its EAPOL header is none", "[envelope]") {
  const auto frame = test::frame_of({.basic = test::basic()});
  for (std::size_t size = 0; size < frame.size(); ++size)
    CHECK(fault({frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(size)}) ==
          (size < 18 ? DropReason::not_eapol : DropReason::truncated));
}

TEST_CASE("the Basic set must leave room for the ICV, whatever it claims", "[envelope]") {
  for (std::size_t body = 32; body <= 128; body += 4)
    for (std::size_t basic = 0; basic <= 4095; ++basic) {
      const bool fits = basic >= 29 && basic <= 60 && 4 + padded(basic) + 16 <= body;
      const auto found = fault(with_lengths(body, basic));
      if (found != (fits ? std::nullopt : std::optional(DropReason::basic_length))) {
        CAPTURE(body, basic);
        CHECK_FALSE(fits);
        REQUIRE(found == DropReason::basic_length);
      }
    }
}

TEST_CASE("an MKPDU larger than a frame can hold is not looked into", "[envelope]") {
  CHECK_FALSE(fault(with_lengths(limits::mkpdu_body, 32)).has_value());
  CHECK(fault(with_lengths(limits::mkpdu_body + 4, 32)) == DropReason::truncated);
}

TEST_CASE("octets after the EAPOL body are not part of the MKPDU", "[envelope]") {
  auto frame = test::frame_of({.basic = test::basic()});
  frame.insert(frame.end(), 30, 0xDD);
  REQUIRE(test::received(frame));
}

TEST_CASE("only a correct ICV makes an MKPDU authentic", "[envelope]") {
  const auto frame = test::frame_of({.basic = test::basic()});
  REQUIRE(test::received(frame));
  for (std::size_t i = frame.size() - 16; i < frame.size(); ++i)
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto changed = frame;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ 1u << bit);
      const auto envelope = open_envelope(changed);
      REQUIRE(envelope);
      CHECK_FALSE(verify(*envelope, test::ick()).has_value());
    }
}

TEST_CASE("another ICK does not verify", "[envelope]") {
  const auto frame = test::frame_of({.basic = test::basic()});
  const auto other = crypto::Cmac::with_key(std::vector<std::uint8_t>(32, 0x11)).value();
  const auto envelope = open_envelope(frame);
  REQUIRE(envelope);
  CHECK_FALSE(verify(*envelope, other).has_value());
}

}  // namespace mka::wire
