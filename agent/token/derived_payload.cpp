#include "token/derived_payload.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

namespace macsecd::token {

Payload to_payload(const mka::DerivedKeys& keys) {
  std::array<std::uint8_t, Payload::max_size> all{};
  auto end = all.begin();
  for (const auto part : {keys.ick.expose(), keys.kek.expose(), keys.cak_print.expose()})
    end = std::ranges::copy(part, end).out;
  auto payload = Payload::copy_from({all.begin(), end});
  OPENSSL_cleanse(all.data(), all.size());
  return *std::move(payload);
}

std::optional<mka::DerivedKeys> derived_keys_from(const Payload& payload) {
  constexpr std::size_t print_size = mka::CakPrint::max_size;
  const auto all = payload.expose();
  if (all.size() < print_size) return std::nullopt;
  const std::size_t size = (all.size() - print_size) / 2;
  if ((size != 16 && size != 32) || all.size() != 2 * size + print_size) return std::nullopt;
  return mka::DerivedKeys{*mka::Ick::copy_from(all.first(size)),
                          *mka::Kek::copy_from(all.subspan(size, size)),
                          *mka::CakPrint::copy_from(all.last(print_size))};
}

}  // namespace macsecd::token
