// Door 1: any octets off the wire. What the envelope says must lie within the frame.
#include <cstdlib>

#include "wire/envelope.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

const mka::crypto::Cmac& ick() {
  static const auto cmac = mka::crypto::Cmac::with_key(std::array<std::uint8_t, 16>{0x11}).value();
  return cmac;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const mka::Bytes frame(data, size);
  const auto envelope = mka::wire::open_envelope(frame);
  if (!envelope) {
    must(envelope.error() <= mka::DropReason::mka_version);
    return 0;
  }
  const std::size_t signed_size = envelope->signed_octets.size();
  must(envelope->signed_octets.data() == data);
  must(envelope->parameter_sets.data() == data + 18);
  must(envelope->parameter_sets.size() == signed_size - 18);
  must(envelope->icv.data() == data + signed_size && envelope->icv.size() == 16);
  must(signed_size + 16 <= size);
  must(!envelope->ckn.octets().empty() && envelope->mka_version != 0);
  if (mka::wire::verify(*envelope, ick())) must(ick().mac({envelope->signed_octets}).has_value());
  return 0;
}
