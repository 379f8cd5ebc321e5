#include "wire/mkpdu.hpp"

#include "catch.hpp"
#include "frames.hpp"
#include "mka/limits.hpp"

namespace mka::wire {
namespace {

const std::string live = "01000010 b1b1b1b1b1b1b1b1b1b1b1b1 00000003";
const std::string other_live = "01000010 c1c1c1c1c1c1c1c1c1c1c1c1 00000004";

std::optional<DropReason> fault(const std::string& sets) {
  const auto pdu = test::received(test::frame_with(sets));
  return pdu ? std::nullopt : std::optional(pdu.error());
}

Mkpdu received(const std::string& sets) {
  auto pdu = test::received(test::frame_with(sets));
  REQUIRE(pdu);
  return *std::move(pdu);
}

Mkpdu with_everything() {
  Mkpdu pdu{.basic = test::basic()};
  pdu.live = PeerList{{{test::mi(0xB1), 3}}, 2};
  pdu.potential = PeerList{{{test::mi(0xC1), 9}, {test::mi(0xC2), 1}}};
  pdu.sak_use = SakUse{.latest = {{test::mi(0xA1), 1}, An::from_bits(2), true, true, 7}};
  pdu.distributed_sak =
      DistributedSak{.an = An::from_bits(2),
                     .confidentiality_code = 1,
                     .key_number = 1,
                     .cipher_suite_id = cipher_suite_id(CipherSuite::gcm_aes_xpn_128),
                     .wrapped = {.size = 24}};
  pdu.announcement = Announcement{{{112, test::octets("00020080c20001000003")}}};
  pdu.xpn = Xpn{.latest_lowest_pn_high = 4};
  pdu.icv_indicator = true;
  return pdu;
}

}  // namespace

TEST_CASE("an MKPDU with every set comes back as it was sent, sets ascending", "[mkpdu]") {
  const auto frame = test::frame_of(with_everything());
  const auto pdu = test::received(frame);
  REQUIRE(pdu);
  CHECK(pdu->order == std::vector<std::uint8_t>{1, 2, 3, 4, 7, 8, 255});
  CHECK(pdu->icv_indicator);
  CHECK(pdu->live->entries == with_everything().live->entries);
  CHECK(pdu->potential->entries == with_everything().potential->entries);
  CHECK(pdu->sak_use->latest == with_everything().sak_use->latest);
  CHECK(pdu->distributed_sak->suite() == CipherSuite::gcm_aes_xpn_128);
  CHECK(pdu->announcement->tlvs.size() == 1);
  CHECK(pdu->xpn->latest_lowest_pn_high == 4);
  CHECK(test::frame_of(*pdu) == frame);
}

TEST_CASE("any order is understood", "[mkpdu]") {
  const Mkpdu pdu = received("0400000003000000" + live + "02000000");
  CHECK(pdu.order == std::vector<std::uint8_t>{4, 3, 1, 2});
  CHECK(pdu.live->entries.at(0).mn == 3);
  CHECK(pdu.potential->entries.empty());
  CHECK(pdu.distributed_sak->without_macsec);
  CHECK(pdu.sak_use->without_keys);
}

TEST_CASE("of two sets of a type the first counts, even if the second is wrong", "[mkpdu]") {
  const Mkpdu pdu = received(live + other_live + "01000004 00000000");
  CHECK(pdu.live->entries == std::vector<PeerList::Entry>{{test::mi(0xB1), 3}});
  CHECK(pdu.ignored_sets == 2);
  CHECK(fault("01000004 00000000" + live) == DropReason::peer_list_length);
}

TEST_CASE("unknown sets are skipped with their padding", "[mkpdu]") {
  for (unsigned type = 0; type < 255; ++type) {
    if (type >= 1 && type <= 8) continue;
    const std::uint8_t octet = static_cast<std::uint8_t>(type);
    const Mkpdu pdu = received(to_hex(Bytes(&octet, 1)) + "ff f005 0102030405 eeeeee" + live);
    CHECK(pdu.ignored_sets == 1);
    CHECK(pdu.live.has_value());
  }
}

TEST_CASE("a KMD is skipped, a distributed CAK only noted", "[mkpdu]") {
  const Mkpdu pdu = received("06000003 6d6f6d00 05000004 01020304 05000000");
  CHECK(pdu.distributed_cak);
  CHECK(pdu.order == std::vector<std::uint8_t>{6, 5, 5});
  CHECK(pdu.ignored_sets == 1);
}

TEST_CASE("MN and MI must not be zero", "[mkpdu]") {
  Basic basic = test::basic();
  basic.mn = 0;
  CHECK(test::received(test::frame_of({.basic = basic})).error() == DropReason::mn_zero);
  basic.mn = 1;
  basic.mi = {};
  CHECK(test::received(test::frame_of({.basic = basic})).error() == DropReason::mi_zero);
}

TEST_CASE("a set must end before the ICV", "[mkpdu]") {
  CHECK(fault("c8000001") == DropReason::param_overrun);
  CHECK(fault("c8000005 01020304") == DropReason::param_overrun);
  CHECK(fault("c8000fff 01020304") == DropReason::param_overrun);
  CHECK(fault(live + "03000028 00000000") == DropReason::param_overrun);
  CHECK(fault("c8000004 01020304") == std::nullopt);
}

TEST_CASE("wrong lengths drop the MKPDU with their own reason", "[mkpdu]") {
  CHECK(fault("02000008 0000000000000000") == DropReason::peer_list_length);
  CHECK(fault("03000004 00000000") == DropReason::sak_use_length);
  CHECK(fault("04000004 00000000") == DropReason::dsak_length);
  CHECK(fault("08000004 00000000") == DropReason::xpn_length);
  CHECK(fault("0800000c 000000000000000000000000") == DropReason::xpn_length);
  CHECK(fault("07000004 e0030102") == DropReason::announcement_tlv);
}

TEST_CASE("a later MKA version may append to the XPN set", "[mkpdu]") {
  Basic basic = test::basic();
  basic.mka_version = 4;
  const auto pdu = test::received(test::frame_with("0800000c 000000010000000200000003", basic));
  REQUIRE(pdu);
  CHECK(pdu->xpn->old_lowest_pn_high == 2);
}

TEST_CASE("the ICV Indicator stands directly before the ICV", "[mkpdu]") {
  CHECK(received(live + "ff000010").icv_indicator);
  CHECK(fault("ff000010" + live) == DropReason::icv_indicator);
  CHECK(fault("ff00000c") == DropReason::icv_indicator);
  CHECK(fault("ff000000") == DropReason::icv_indicator);
  CHECK(fault("ff000110") == DropReason::icv_indicator);
}

TEST_CASE("a list that needs all twelve bits of its length is read whole", "[mkpdu]") {
  Mkpdu pdu{.basic = test::basic()};
  pdu.live = PeerList{std::vector<PeerList::Entry>(31, {test::mi(0xB1), 1})};
  const auto back = test::received(test::frame_of(pdu));
  REQUIRE(back);
  CHECK(back->live->entries.size() == 31);
}

TEST_CASE("what does not fit a frame is not encoded", "[mkpdu]") {
  Mkpdu pdu{.basic = test::basic()};
  // 36 octets of Basic set, 4 of the list's header and 16 of ICV leave room for 90 entries.
  const std::size_t fits = (limits::mkpdu_body - 36 - 4 - 16) / 16;
  pdu.live = PeerList{std::vector<PeerList::Entry>(fits, {test::mi(0xB1), 1})};
  const auto frame = test::frame_of(pdu);
  CHECK(frame.size() <= limits::mkpdu_frame);
  REQUIRE(test::received(frame));
  pdu.live->entries.push_back({test::mi(0xB1), 1});
  CHECK(test::frame_of(pdu).empty());
}

}  // namespace mka::wire

TEST_CASE("an MKPDU is filled up to a size with what every receiver skips", "[mkpdu]") {
  const bool indicator = GENERATE(false, true);
  for (const std::size_t size : {200u, 1000u, 1513u, 1514u}) {
    const auto frame =
        test::frame_of({.basic = test::basic(), .icv_indicator = indicator, .filled_to = size});
    CHECK(frame.size() <= size);
    CHECK(frame.size() + 4 > size);
    const auto pdu = test::received(frame);
    REQUIRE(pdu);
    CHECK(pdu->ignored_sets == 1);
    CHECK(pdu->icv_indicator == indicator);
  }
  const auto plain = test::frame_of({.basic = test::basic()});
  CHECK(test::frame_of({.basic = test::basic(), .filled_to = plain.size()}) == plain);
}
