// MKPDUs to be sent to the decoder, right or wrong on purpose, with an ICV that is always right.
#pragma once

#include <string_view>

#include "mka/secret.hpp"
#include "octets.hpp"
#include "wire/mkpdu.hpp"

namespace test {

inline const mka::MacAddress destination{{0x01, 0x80, 0xC2, 0, 0, 0x03}};
inline const mka::MacAddress source{{0x02, 0, 0, 0, 0, 0x0A}};

inline mka::crypto::Cmac ick() {
  return mka::crypto::Cmac::with_key(std::vector<std::uint8_t>(16, 0x11)).value();
}

inline mka::Mi mi(std::uint8_t octet) {
  mka::Mi value;
  value.octets.fill(octet);
  return value;
}

inline mka::wire::Basic basic() {
  return {.mka_version = 1,
          .key_server_priority = 16,
          .key_server = true,
          .macsec_desired = true,
          .capability = mka::MacsecCapability::offset_0,
          .sci = {source, 1},
          .mi = mi(0xA1),
          .mn = 5,
          .algorithm_agility = mka::wire::algorithm_agility,
          .ckn = mka::Ckn::from_hex("61626364").value()};
}

inline std::vector<std::uint8_t> frame_of(const mka::wire::Mkpdu& pdu) {
  return mka::wire::encode(pdu, {destination, source}, ick());
}

// Puts the ICV of the frame's octets where the EAPOL length says that it is.
inline void sign(std::vector<std::uint8_t>& frame) {
  const std::size_t body = static_cast<std::size_t>(frame[16]) << 8 | frame[17];
  const std::size_t signed_size = 18 + body - 16;
  const mka::Icv icv = ick().mac({mka::Bytes(frame).first(signed_size)}).value();
  std::ranges::copy(icv, frame.begin() + static_cast<std::ptrdiff_t>(signed_size));
}

// A Basic set, then `sets` as they are.
inline std::vector<std::uint8_t> frame_with(std::string_view sets,
                                            const mka::wire::Basic& first = basic()) {
  auto frame = frame_of({.basic = first});
  const auto more = octets(sets);
  frame.insert(frame.end() - 16, more.begin(), more.end());
  const std::size_t body = frame.size() - 18;
  frame[16] = static_cast<std::uint8_t>(body >> 8);
  frame[17] = static_cast<std::uint8_t>(body & 0xFFu);
  sign(frame);
  return frame;
}

inline mka::Result<mka::wire::Mkpdu, mka::DropReason> received(mka::Bytes frame) {
  const auto envelope = mka::wire::open_envelope(frame);
  if (!envelope) return mka::Failure{envelope.error()};
  const auto authentic = mka::wire::verify(*envelope, ick());
  if (!authentic) return mka::Failure{mka::DropReason::icv};
  return mka::wire::decode(*authentic);
}

// Holds the octets of one set and cuts it as the walk over an MKPDU does.
class OneSet {
 public:
  explicit OneSet(std::string_view hex) : octets_(octets(hex)) {
    mka::wire::Reader in(octets_);
    set_.header = mka::wire::read_set_header(in);
    set_.body = mka::wire::read_set_body(in, set_.header.body_size);
    if (!in.complete()) throw std::invalid_argument("the set is not cut to its length");
  }
  OneSet(const OneSet&) = delete;
  OneSet& operator=(const OneSet&) = delete;
  const mka::wire::ParameterSet& operator*() const { return set_; }

 private:
  std::vector<std::uint8_t> octets_;
  mka::wire::ParameterSet set_;
};

// What `encode` makes of it.
template <typename... Arguments>
std::string encoded(const Arguments&... arguments) {
  mka::wire::Writer out(2000);
  mka::wire::encode(out, arguments...);
  return out.ok() ? mka::to_hex(out.view()) : "overflow";
}

inline std::string digits(std::string_view spaced) { return mka::to_hex(octets(spaced)); }

}  // namespace test
