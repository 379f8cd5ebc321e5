#include "printable.hpp"

#include "catch.hpp"

TEST_CASE("what comes from outside cannot move the cursor or change colours") {
  CHECK(macsecctl::printable("eth\033[31m0\r\n") == "eth?[31m0??");
  CHECK(macsecctl::printable("a\xC2\x9B"
                             "b") == "a?b");
  CHECK(macsecctl::printable("größer ●") == "größer ●");
  CHECK(macsecctl::cut("größer", 6) == "größer");
  CHECK(macsecctl::cut("größer", 4) == "grö…");
  CHECK(macsecctl::cut("größer", 0).empty());
}
