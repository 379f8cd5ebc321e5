#include "vectors.hpp"

#include <fstream>

namespace vectors {

Json load(const std::string& file) {
  std::ifstream in(std::string(MKA_VECTORS) + "/" + file);
  if (!in) throw std::runtime_error("cannot open " + file);
  return Json::parse(in);
}

std::vector<std::uint8_t> octets_of(const Json& object, const char* member) {
  return test::octets(object.at(member).get<std::string>());
}

mka::Ckn ckn_of(const Json& object, const char* member) {
  return mka::Ckn::from(octets_of(object, member)).value();
}

mka::Sci sci_of(const Json& object, const char* member) {
  const auto octets = octets_of(object, member);
  if (octets.size() != 8) throw std::runtime_error("an SCI has 8 octets");
  return mka::Sci::from_wire(std::span(octets).first<8>());
}

mka::Mi mi_of(const Json& object, const char* member) {
  const auto octets = octets_of(object, member);
  mka::Mi mi;
  if (octets.size() != mi.octets.size()) throw std::runtime_error("an MI has 12 octets");
  std::ranges::copy(octets, mi.octets.begin());
  return mi;
}

mka::crypto::Cmac cmac_of(const mka::Ick& ick) {
  return mka::crypto::Cmac::with_key(ick.expose()).value();
}

}  // namespace vectors
