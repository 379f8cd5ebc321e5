#include "saved_device.hpp"

namespace macsecd {

using macsec::Json;

Json to_json(const SavedDevice& device) {
  Json out = Json::object();
  if (device.raised_mtu) {
    out["parentMtuBefore"] = device.raised_mtu->before;
    out["parentMtuNow"] = device.raised_mtu->now;
  }
  if (device.imposed_suite) out["imposedCipherSuite"] = mka::to_string(*device.imposed_suite);
  return out;
}

void read_saved_device(Members& in, SavedDevice& into) {
  RaisedMtu raised;
  in.number("parentMtuBefore", raised.before, 1, UINT32_MAX);
  in.number("parentMtuNow", raised.now, 1, UINT32_MAX);
  if (raised.before != 0 && raised.now != 0) into.raised_mtu = raised;
  auto suite = mka::CipherSuite::gcm_aes_128;
  std::string present;
  in.text("imposedCipherSuite", present);
  in.word("imposedCipherSuite", suite, mka::cipher_suite_from_name, "the four suites");
  if (!present.empty()) into.imposed_suite = suite;
}

}  // namespace macsecd
