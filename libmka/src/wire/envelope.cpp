#include "wire/envelope.hpp"

#include <openssl/crypto.h>

#include "mka/limits.hpp"
#include "wire/basic.hpp"

namespace mka::wire {
namespace {

constexpr std::size_t smallest_body = 32;

struct EapolHeader {
  MacAddress destination;
  MacAddress source;
  std::uint16_t ether_type = 0;
  std::uint8_t version = 0;
  std::uint8_t packet_type = 0;
  std::size_t body_length = 0;
};

EapolHeader read_header(Reader& in) {
  EapolHeader header;
  header.destination.octets = in.array<6>();
  header.source.octets = in.array<6>();
  header.ether_type = in.u16();
  header.version = in.u8();
  header.packet_type = in.u8();
  header.body_length = in.u16();
  return header;
}

// Checks 1 to 7. A body beyond what one frame can hold counts as cut off: no buffer of ours takes
// it.
std::optional<DropReason> fault_of(const EapolHeader& header, const eapol::Hearing& hearing,
                                   bool header_complete, std::size_t octets_after_header) {
  using enum DropReason;
  if (!header_complete || header.ether_type != hearing.ether_type) return not_eapol;
  if (header.packet_type != eapol::packet_type_mka) return not_mka;
  if (header.version < eapol::version) return eapol_version;
  if (eapol::is_individual(header.destination) && header.destination != hearing.individual)
    return dest_individual;
  if (header.body_length > octets_after_header || header.body_length > limits::mkpdu_body)
    return truncated;
  if (header.body_length < smallest_body) return too_short;
  if (header.body_length % 4 != 0) return not_multiple_of_4;
  return std::nullopt;
}

}  // namespace

Result<Envelope, DropReason> open_envelope(Bytes frame, const eapol::Hearing& hearing) {
  Reader in(frame);
  const EapolHeader header = read_header(in);
  if (const auto fault = fault_of(header, hearing, in.ok(), in.remaining())) return Failure{*fault};
  const std::size_t signed_size = eapol::header_size + header.body_length - icv_size;
  const Bytes sets = frame.first(signed_size).subspan(eapol::header_size);
  Reader set_reader(sets);
  const auto basic = decode_basic(set_reader);
  if (!basic) return Failure{DropReason::basic_length};
  if (basic->mka_version == 0) return Failure{DropReason::mka_version};
  return Envelope{.signed_octets = frame.first(signed_size),
                  .parameter_sets = sets,
                  .icv = frame.subspan(signed_size, icv_size),
                  .destination = header.destination,
                  .source = header.source,
                  .mka_version = basic->mka_version,
                  .algorithm_agility = basic->algorithm_agility,
                  .sci = basic->sci,
                  .ckn = basic->ckn};
}

std::optional<AuthenticMkpdu> verify(const Envelope& envelope, const crypto::Cmac& ick) {
  const auto expected = ick.mac({envelope.signed_octets});
  if (!expected || envelope.icv.size() != expected->size()) return std::nullopt;
  if (CRYPTO_memcmp(expected->data(), envelope.icv.data(), expected->size()) != 0)
    return std::nullopt;
  return AuthenticMkpdu(envelope.parameter_sets);
}

}  // namespace mka::wire
