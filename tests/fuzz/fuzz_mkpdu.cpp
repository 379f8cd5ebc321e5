// Door 2: what a member that holds the key may send. The input is an EAPOL body without its ICV; it
// is signed here, so that the decoder behind the ICV is reached. What was decoded must survive the
// way back.
#include <cstdlib>

#include "wire/mkpdu.hpp"

namespace {

using namespace mka;

constexpr MacAddress destination{{0x01, 0x80, 0xC2, 0, 0, 0x03}};
constexpr MacAddress source{{0x02, 0, 0, 0, 0, 0x0A}};

void must(bool holds) {
  if (!holds) std::abort();
}

const crypto::Cmac& ick() {
  static const auto cmac = crypto::Cmac::with_key(std::array<std::uint8_t, 16>{0x11}).value();
  return cmac;
}

std::vector<std::uint8_t> signed_frame(Bytes sets) {
  const std::size_t length = sets.size() + 16;
  std::vector<std::uint8_t> frame(destination.octets.begin(), destination.octets.end());
  frame.insert(frame.end(), source.octets.begin(), source.octets.end());
  for (const unsigned octet : {0x88u, 0x8Eu, 3u, 5u, static_cast<unsigned>(length >> 8 & 0xFFu),
                               static_cast<unsigned>(length & 0xFFu)})
    frame.push_back(static_cast<std::uint8_t>(octet));
  frame.insert(frame.end(), sets.begin(), sets.end());
  const Icv icv = ick().mac({frame}).value();
  frame.insert(frame.end(), icv.begin(), icv.end());
  return frame;
}

std::optional<wire::Mkpdu> decoded(Bytes frame) {
  const auto envelope = wire::open_envelope(frame);
  if (!envelope) return std::nullopt;
  const auto authentic = wire::verify(*envelope, ick());
  must(authentic.has_value());
  auto pdu = wire::decode(*authentic);
  if (!pdu) return std::nullopt;
  return *std::move(pdu);
}

bool same_meaning(const wire::Mkpdu& a, const wire::Mkpdu& b) {
  return a.basic == b.basic && a.live == b.live && a.potential == b.potential &&
         a.sak_use == b.sak_use && a.distributed_sak == b.distributed_sak &&
         a.announcement == b.announcement && a.xpn == b.xpn && a.icv_indicator == b.icv_indicator;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pdu = decoded(signed_frame({data, size & ~std::size_t{3}}));
  if (!pdu) return 0;
  const auto frame = wire::encode(*pdu, {destination, source}, ick());
  const auto again = decoded(frame);
  must(again.has_value());
  must(same_meaning(*pdu, *again));
  must(wire::encode(*again, {destination, source}, ick()) == frame);
  return 0;
}
