#include "wire_sample.hpp"

#include "catch.hpp"
#include "octets.hpp"

using namespace macsecd;

namespace {

const mka::MacAddress own{{0x02, 0, 0, 0, 0, 0x0a}};
const mka::MacAddress peer{{0x02, 0, 0, 0, 0, 0x0b}};

WireSample heard(const char* hex, bool tagged = false, std::uint16_t ether_type = 0x888e) {
  const auto octets = test::octets(hex);
  WireSample sample;
  note(sample, {octets, tagged}, own, ether_type);
  return sample;
}

constexpr const char* mka_frame = "0180c2000003 02000000000b 888e 0305 0020";

}  // namespace

TEST_CASE("what is on a link beside MACsec is told apart") {
  CHECK(heard("ffffffffffff 02000000000b 0806 0001 0800").clear.frames == 1);
  CHECK(heard("ffffffffffff 02000000000b 0806 0001 0800").clear.from == peer);
  CHECK(heard("0180c2000000 02000000000b 0026 4242 0300").bpdus.frames == 1);
  CHECK(heard("0180c200000e 02000000000b 88cc 0207 0400").lldp.frames == 1);
  CHECK(heard("0180c2000003 02000000000b 888e 0301 0000").eap.frames == 1);
  CHECK(heard("ffffffffffff 02000000000a 0806 0001 0800").own.frames == 1);
}

TEST_CASE("MKA that our own socket does not hear is noticed") {
  CHECK(heard(mka_frame, true).tagged_mka.frames == 1);
  CHECK(heard(mka_frame, false, 0x876f).other_mka.frames == 1);
  CHECK(heard("0180c2000003 02000000000b 876f 0305 0020").other_mka.frames == 1);
}

TEST_CASE("MKA as it should be, MACsec, link control and stumps tell nothing") {
  for (const char* hex :
       {mka_frame, "02000000000a 02000000000b 88e5 0000 0000",
        "0180c2000002 02000000000b 8809 0101 0000", "0180c2000001 02000000000b 8808 0001 0000",
        "0180c2000003 02000000000b 888e 03", "0180c2000003 02000000000b", ""}) {
    INFO(hex);
    const WireSample sample = heard(hex);
    for (const auto* kind : {&sample.tagged_mka, &sample.other_mka, &sample.eap, &sample.bpdus,
                             &sample.lldp, &sample.clear, &sample.own})
      CHECK(kind->frames == 0);
  }
}
