#include "key_age.hpp"

#include "catch.hpp"

using namespace macsecd;
using std::chrono::days;
using std::chrono::seconds;

namespace {

const KeyAgeSettings usual{};

std::optional<Reason> at_age(seconds age, KeySession session = KeySession::primary,
                             const KeyAgeSettings& settings = usual) {
  return key_age_reason(settings, session, age);
}

}  // namespace

TEST_CASE("[M9] a key of 90 days is old, and one that is younger is not") {
  CHECK_FALSE(at_age(days(90) - seconds(1)));
  const auto old = at_age(days(90));
  REQUIRE(old);
  CHECK(old->code == "key-old");
  CHECK(old->message == "the key is 90 days old");
}

TEST_CASE("[M9] the limit is the operator's; 0 switches it off") {
  CHECK(at_age(days(2), KeySession::primary, {2 * 24 * 3600}));
  CHECK_FALSE(at_age(days(3000), KeySession::primary, {0}));
}

TEST_CASE("[M85] a fallback key has no life time") {
  CHECK_FALSE(at_age(days(3000), KeySession::fallback));
}

TEST_CASE("[M9] a clock that was set back makes no key younger than new") {
  const WallTime created = std::chrono::sys_days(std::chrono::year{2026} / 11 / 25);
  CHECK(key_age(created, created + days(3)) == days(3));
  CHECK(key_age(created, created - days(3)) == seconds(0));
}

TEST_CASE("[M9] the limit is read and kept in its range") {
  const auto read = [](const macsec::Json& json) {
    Members in(json);
    KeyAgeSettings out;
    read_key_age(in, out);
    return in.error() ? std::optional<KeyAgeSettings>{} : out;
  };
  CHECK(read({{"maxKeyAgeSeconds", 60}})->max_key_age_seconds == 60);
  CHECK(read(to_json(KeyAgeSettings{77})) == KeyAgeSettings{77});
  CHECK(read(macsec::Json::object()) == usual);
  CHECK_FALSE(read({{"maxKeyAgeSeconds", -1}}));
  CHECK_FALSE(read({{"maxKeyAgeSeconds", 3651ull * 24 * 3600}}));
}
