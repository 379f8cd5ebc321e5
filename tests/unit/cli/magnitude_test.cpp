#include "magnitude.hpp"

#include "catch.hpp"

TEST_CASE("numbers of any size have three digits or so, and a prefix") {
  CHECK(macsecctl::magnitude(0, "B/s") == "0 B/s");
  CHECK(macsecctl::magnitude(999.4, "/s") == "999 /s");
  CHECK(macsecctl::magnitude(999.6, "B/s") == "1.00 kB/s");
  CHECK(macsecctl::magnitude(1234567, "B/s") == "1.23 MB/s");
  CHECK(macsecctl::magnitude(99.96e9, "bit/s") == "100 Gbit/s");
}
