#include "crypto/cmac.hpp"

#include "catch.hpp"
#include "octets.hpp"

namespace mka::crypto {
namespace {

// RFC 4493, example 2.
const auto key = test::octets("2b7e151628aed2a6abf7158809cf4f3c");
const auto message = test::octets("6bc1bee22e409f96e93d7e117393172a");
constexpr std::string_view expected = "070a16b46b4d4144f79bdd9dd04a287c";

}  // namespace

TEST_CASE("only AES-128 and AES-256 keys make a CMAC", "[cmac]") {
  for (std::size_t size = 0; size <= 40; ++size)
    CHECK(Cmac::with_key(std::vector<std::uint8_t>(size)).has_value() ==
          (size == 16 || size == 32));
}

TEST_CASE("a kept context starts over for every message", "[cmac]") {
  const Cmac cmac = Cmac::with_key(key).value();
  CHECK(to_hex(cmac.mac({}).value()) == "bb1d6929e95937287fa37d129b756746");  // example 1
  CHECK(to_hex(cmac.mac({message}).value()) == expected);
  CHECK(to_hex(cmac.mac({message, message}).value()) != expected);
  CHECK(to_hex(cmac.mac({message}).value()) == expected);
}

TEST_CASE("where the parts are cut does not matter", "[cmac]") {
  const Cmac cmac = Cmac::with_key(key).value();
  const Bytes whole(message);
  for (std::size_t cut = 0; cut <= whole.size(); ++cut)
    CHECK(to_hex(cmac.mac({whole.first(cut), whole.subspan(cut)}).value()) == expected);
}

TEST_CASE("a CMAC moves, and what it moved from answers nothing", "[cmac]") {
  Cmac first = Cmac::with_key(key).value();
  Cmac second = std::move(first);
  CHECK(to_hex(second.mac({message}).value()) == expected);
  CHECK_FALSE(first.mac({message}).has_value());
  first = std::move(second);
  CHECK(to_hex(first.mac({message}).value()) == expected);
}

}  // namespace mka::crypto
