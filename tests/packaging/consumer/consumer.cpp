// Uses everything that libmka offers as code, not as data: what the library hides does not link.
#include <mka/derived_keys.hpp>
#include <mka/kay.hpp>

#include <cstdio>

namespace {

struct Sequence : mka::Random {
  std::uint8_t next = 1;
  bool fill(std::span<std::uint8_t> out) override {
    for (auto& octet : out) octet = next++;
    return true;
  }
};

}  // namespace

int main() {
  const std::array<std::uint8_t, 16> octets{1, 2, 3};
  const auto cak = mka::Cak::copy_from(octets);
  const auto ckn = mka::Ckn::from_hex("c0ffee");
  auto keys = mka::derive_keys(*cak, *ckn);
  if (!keys) return 1;
  Sequence random;
  const mka::PortIdentity port{.mac = {{2, 0, 0, 0, 0, 1}}};
  mka::Kay kay(random, port, {});
  kay.set_keys({}, {});
  kay.link_changed({}, true);
  kay.tick({});
  while (kay.poll()) {
  }
  std::printf("%s %s %s\n", ckn->hex().c_str(), mka::to_string(port.sci()).c_str(),
              std::string(mka::to_string(mka::CipherSuite::gcm_aes_xpn_256)).c_str());
}
