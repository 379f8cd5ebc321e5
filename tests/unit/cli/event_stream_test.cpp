#include "event_stream.hpp"

#include "catch.hpp"

using macsec::Json;
using macsecctl::StreamPlace;

namespace {

Json ready(const char* run, int sequence, int lost = 0) {
  return {{"ready", true}, {"run", run}, {"sequence", sequence}, {"lost", lost}};
}
Json event(int sequence) {
  return {{"event", {{"event", "link-up"}, {"sequence", sequence}, {"message", ""}}}};
}

}  // namespace

TEST_CASE("a reader that comes back asks for what it missed, sees nothing twice, hears of losses") {
  const Json first{{"history", 2}, {"connectionName", "uplink"}};
  StreamPlace place;
  CHECK(place.parameters(first) == first);
  CHECK(place.take(ready("a", 10), first));
  CHECK(place.take(event(9), first));
  // It breaks off here: 10 is still to come.
  CHECK(place.parameters(first) ==
        Json({{"connectionName", "uplink"}, {"run", "a"}, {"since", 9}}));
  CHECK(place.take(ready("a", 12), first));
  CHECK(place.notice().empty());
  CHECK_FALSE(place.take(event(9), first));
  CHECK(place.take(event(10), first));
  CHECK_FALSE(place.take(event(10), first));
  CHECK(place.take(event(12), first));

  CHECK(place.take(ready("a", 700, 100), first));
  CHECK(place.notice().find("100 events were missed") != std::string::npos);
  CHECK(place.take(event(113), first));

  CHECK(place.take(ready("b", 3), first));
  CHECK(place.notice().find("started anew") != std::string::npos);
  CHECK(place.take(event(1), first));
  CHECK(place.parameters(first)["run"] == "b");
  CHECK(place.parameters(first)["since"] == 1);
}
